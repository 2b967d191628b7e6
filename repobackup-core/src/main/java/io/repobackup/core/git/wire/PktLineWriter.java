package io.repobackup.core.git.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Collects a message of pkt-lines.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class PktLineWriter {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Appends a line, each character one byte, and ends it with a line feed. */
    public PktLineWriter line(String text) {
        return data((text + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Appends a pkt-line of these bytes. */
    PktLineWriter data(byte[] payload) {
        int length = payload.length + PktLineReader.PREFIX;
        if (length > PktLineReader.MAX_LENGTH) {
            throw new IllegalArgumentException("a pkt-line of " + length + " bytes is longer than git allows");
        }
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.write(HEX[length >> shift & 0xf]);
        }
        out.writeBytes(payload);
        return this;
    }

    /** Ends a section. */
    public PktLineWriter delimiter() {
        out.writeBytes(new byte[] {'0', '0', '0', '1'});
        return this;
    }

    /** Ends the message. */
    public PktLineWriter flush() {
        out.writeBytes(new byte[] {'0', '0', '0', '0'});
        return this;
    }

    /** The message so far. */
    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
