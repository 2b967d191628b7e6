package io.repobackup.core.git.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The answer of version 0 to a request for a pack: what the server says about the haves, then the side-band. */
public final class OldFetchResponse {

    private OldFetchResponse() {}

    /**
     * Reads an answer to where its pack begins.
     *
     * @return the pack: its bytes and nothing else. The stream ends where the server says so; ending earlier is an
     *     {@link EOFException}
     * @throws RemoteErrorException when the server refuses, as it does for an object that is gone
     * @throws IOException when it is no answer
     */
    public static InputStream pack(InputStream in) throws IOException {
        PktLineReader lines = new PktLineReader(in);
        Packet packet = lines.next();
        while (packet == Packet.DATA && isNegotiation(lines.text())) {
            packet = lines.next();
        }
        if (packet == Packet.END_OF_STREAM) {
            throw new EOFException("the answer ended before the pack");
        }
        if (packet != Packet.DATA) {
            throw new WireException("expected a pack, but found " + packet);
        }
        return SideBandInputStream.onLine(lines, said -> {});
    }

    /** No band has the number of a letter. */
    private static boolean isNegotiation(String line) {
        return line.equals("NAK") || line.startsWith("ACK ");
    }
}
