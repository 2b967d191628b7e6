package io.repobackup.core.git.wire;

import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The refs that a server told.
 *
 * <p><i>Immutable.</i>
 *
 * @param head HEAD; unknown where the server did not tell
 * @param refs all other refs, in the server's order, each name once
 */
public record LsRefsResponse(Head head, List<Ref> refs) {

    /** More refs than any known repository has, and few enough to be held in memory. */
    private static final int MOST = 4_000_000;

    /** How long all their names may be together, so that they fit into memory as well. */
    private static final long LONGEST = 256L << 20;

    /** Takes a copy. */
    public LsRefsResponse {
        refs = List.copyOf(refs);
    }

    /**
     * Reads an answer to its flush.
     *
     * @return nothing when the answer has no byte: a server's way to say that it did not understand the question
     * @throws IOException when it is no answer or an error
     */
    public static Optional<LsRefsResponse> read(InputStream in) throws IOException {
        PktLineReader lines = new PktLineReader(in);
        Packet packet = lines.next();
        return packet == Packet.END_OF_STREAM ? Optional.empty() : Optional.of(read(lines, packet));
    }

    private static LsRefsResponse read(PktLineReader lines, Packet first) throws IOException {
        Head head = Head.unknown();
        List<Ref> refs = new ArrayList<>();
        Set<RefName> names = new HashSet<>();
        long length = 0;
        Packet packet = first;
        while (packet == Packet.DATA) {
            RefLine line = RefLine.parse(lines.text());
            if (line.isHead()) {
                head = line.head();
            } else if (line.oid().isPresent() && names.add(line.name())) {
                refs.add(line.ref());
            } else {
                throw new WireException("found a ref that comes twice or has no object: " + line.name());
            }
            length += line.name().text().length();
            if (refs.size() > MOST || length > LONGEST) {
                throw new WireException("found more than " + MOST + " refs or " + LONGEST
                        + " bytes of names, which is more than can be handled");
            }
            requireOneFormat(line, head, refs);
            packet = lines.next();
        }
        expectFlush(packet);
        return new LsRefsResponse(head, refs);
    }

    /** Ids of two hash functions in one repository: nothing could be made of it. */
    private static void requireOneFormat(RefLine line, Head head, List<Ref> refs) throws WireException {
        Optional<ObjectId> known =
                refs.isEmpty() ? head.oid() : Optional.of(refs.get(0).oid());
        boolean same = Stream.of(line.oid(), line.peeled())
                .flatMap(Optional::stream)
                .allMatch(id -> id.format() == known.orElse(id).format());
        if (!same) {
            throw new WireException("found ids of two hash functions, the second at the ref " + line.name());
        }
    }

    private static void expectFlush(Packet packet) throws IOException {
        if (packet == Packet.END_OF_STREAM) {
            throw new EOFException("the answer ended in the middle of the refs");
        }
        if (packet != Packet.FLUSH) {
            throw new WireException("expected a flush after the refs, but found " + packet);
        }
    }

    /** The hash function that the ids show; nothing when there is no id. */
    public Optional<ObjectId> anyId() {
        return refs.isEmpty() ? head.oid() : Optional.of(refs.get(0).oid());
    }
}
