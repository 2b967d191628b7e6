package io.repobackup.core.git.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads pkt-lines. Survives any bytes: whatever is no pkt-line becomes a {@link WireException}, and no more than one line
 * is held.
 *
 * <p><i>Confined to one thread at a time.</i> Leaves the stream to whoever opened it.
 *
 * @see <a href="https://git-scm.com/docs/protocol-common">gitprotocol-common</a>
 */
public final class PktLineReader {

    /** The longest pkt-line, its four digits included, in bytes. */
    static final int MAX_LENGTH = 65_520;

    static final int PREFIX = 4;
    private static final byte[] ERROR = "ERR ".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final byte[] buffer = new byte[MAX_LENGTH - PREFIX];
    private int length;

    /** A reader that begins where the stream stands. */
    public PktLineReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next pkt-line.
     *
     * @throws RemoteErrorException when it is an {@code ERR} line
     * @throws EOFException when the stream ends within it
     * @throws WireException when it is none
     */
    Packet next() throws IOException {
        length = 0;
        int read = in.readNBytes(buffer, 0, PREFIX);
        if (read == 0) {
            return Packet.END_OF_STREAM;
        }
        int announced = read == PREFIX ? announcedLength() : -1;
        if (announced < 0) {
            throw new WireException("expected a pkt-line of git's protocol, but found '"
                    + PrintableText.of(new String(buffer, 0, read, StandardCharsets.ISO_8859_1)) + "'");
        }
        return announced < PREFIX ? special(announced) : data(announced - PREFIX);
    }

    /** The bytes of the last line, valid until the next one is read: those up to {@link #length()}. */
    byte[] buffer() {
        return buffer;
    }

    /** The length of the last line, in bytes. */
    int length() {
        return length;
    }

    /** The last line as text without its line feed, each character one byte. */
    String text() {
        int end = length > 0 && buffer[length - 1] == '\n' ? length - 1 : length;
        return new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
    }

    private Packet special(int announced) throws WireException {
        return switch (announced) {
            case 0 -> Packet.FLUSH;
            case 1 -> Packet.DELIMITER;
            case 2 -> Packet.RESPONSE_END;
            default -> throw new WireException("found a pkt-line of the reserved length " + announced);
        };
    }

    private Packet data(int size) throws IOException {
        if (size > buffer.length) {
            throw new WireException("found a pkt-line of " + size + " bytes; git's protocol allows " + buffer.length);
        }
        int read = in.readNBytes(buffer, 0, size);
        if (read < size) {
            throw new EOFException("the answer ended after " + read + " of " + size + " bytes of a pkt-line");
        }
        length = size;
        if (isError()) {
            throw RemoteErrorException.refused(text().substring(ERROR.length));
        }
        return Packet.DATA;
    }

    private boolean isError() {
        for (int i = 0; i < ERROR.length; i++) {
            if (length <= i || buffer[i] != ERROR[i]) {
                return false;
            }
        }
        return true;
    }

    private int announcedLength() {
        int value = 0;
        for (int i = 0; i < PREFIX; i++) {
            int digit = Character.digit(buffer[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
