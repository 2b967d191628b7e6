package io.repobackup.core.git.wire;

import java.io.IOException;
import java.util.Optional;

/** How an advertisement begins. */
final class FirstLine {

    private FirstLine() {}

    /**
     * Reads the first line, behind the service line that HTTP servers put before it; the reader stands on it then.
     *
     * @return empty when there is none: an old server has no line for a repository without refs
     */
    static Optional<String> read(PktLineReader lines) throws IOException {
        Optional<String> first = line(lines);
        if (!first.orElse("").startsWith("# service=")) {
            return first;
        }
        if (lines.next() != Packet.FLUSH) {
            throw new WireException("the service line of the advertisement is not followed by a flush");
        }
        return line(lines);
    }

    private static Optional<String> line(PktLineReader lines) throws IOException {
        Packet packet = lines.next();
        if (packet != Packet.DATA && packet != Packet.FLUSH) {
            throw new WireException("expected what the server can do, but found " + packet);
        }
        return packet == Packet.FLUSH ? Optional.empty() : Optional.of(lines.text());
    }
}
