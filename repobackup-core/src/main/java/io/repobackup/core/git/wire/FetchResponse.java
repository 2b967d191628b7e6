package io.repobackup.core.git.wire;

import io.repobackup.core.refs.ObjectId;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The answer to a request for a pack, read up to the pack itself.
 *
 * <p><i>Confined to one thread at a time.</i> Leaves the underlying stream to whoever opened it.
 */
public final class FetchResponse {

    private static final String SHALLOW = "shallow ";

    /** More lines than any server has to say before a pack. */
    private static final int MOST_LINES = 4_000_000;

    private final PktLineReader lines;
    private final Set<ObjectId> shallow = new HashSet<>();
    private int skipped;

    private FetchResponse(InputStream in) {
        this.lines = new PktLineReader(in);
    }

    /**
     * Reads an answer to where its pack begins.
     *
     * @return nothing when the answer has no byte: a server's way to say that it did not understand the request
     * @throws RemoteErrorException when the server refuses, as it does for an object that is gone
     * @throws IOException when it is no answer
     */
    public static Optional<FetchResponse> read(InputStream in) throws IOException {
        FetchResponse response = new FetchResponse(in);
        Packet packet = response.lines.next();
        if (packet == Packet.END_OF_STREAM) {
            return Optional.empty();
        }
        while (!response.isPack(packet)) {
            response.skipSection();
            packet = response.lines.next();
        }
        return Optional.of(response);
    }

    /** The commits whose parents the server itself does not have. */
    public Set<ObjectId> shallow() {
        return Set.copyOf(shallow);
    }

    /**
     * The pack: its bytes and nothing else. The stream ends where the server says so; ending earlier is an
     * {@link EOFException}.
     *
     * @param progress told what the server says meanwhile
     */
    public InputStream pack(Consumer<String> progress) {
        return new SideBandInputStream(lines, progress);
    }

    private boolean isPack(Packet packet) throws IOException {
        if (packet == Packet.END_OF_STREAM) {
            throw new EOFException("the answer ended before the pack");
        }
        if (packet != Packet.DATA) {
            throw new WireException("expected a pack, but found " + packet);
        }
        return lines.text().equals("packfile");
    }

    private void skipSection() throws IOException {
        boolean shallowInfo = lines.text().equals("shallow-info");
        Packet packet = next();
        while (packet == Packet.DATA) {
            if (shallowInfo && lines.text().startsWith(SHALLOW)) {
                shallow.add(id(lines.text().substring(SHALLOW.length())));
            }
            packet = next();
        }
        if (packet != Packet.DELIMITER) {
            throw packet == Packet.END_OF_STREAM
                    ? new EOFException("the answer ended before the pack")
                    : new WireException("expected a pack, but the answer ended with " + packet);
        }
    }

    private Packet next() throws IOException {
        if (++skipped > MOST_LINES) {
            throw new WireException("expected a pack, but found more than " + MOST_LINES + " lines before it");
        }
        return lines.next();
    }

    private static ObjectId id(String hex) throws WireException {
        try {
            return new ObjectId(hex);
        } catch (IllegalArgumentException e) {
            throw new WireException("expected an object id, but found '" + PrintableText.of(hex) + "'", e);
        }
    }
}
