package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectId;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ids that the objects of a pack name and the pack does not hold. A repository is whole when all of these are in some
 * other pack of it.
 *
 * <p><b>The {@code .ext} format, version 1.</b> Numbers are big-endian.
 *
 * <pre>
 *  4 bytes  "RBEX"
 *  1 byte   version, 1
 *  1 byte   length of an id in bytes: 20 (SHA-1) or 32 (SHA-256)
 *  2 bytes  zero
 *  8 bytes  number of ids
 *  …        the ids, ascending by unsigned bytes, none twice; then the file ends
 * </pre>
 *
 * <p>The ids are: of a commit its tree and its parents, unless the host said that the commit is shallow; of a tree its
 * entries without submodule commits (mode 160000); of a tag its object; less those in the pack. Which record relies on
 * the file pins its digest, so it has no checksum of its own.
 *
 * <p><i>Immutable.</i>
 */
public final class ExternalIds {

    static final byte[] SIGNATURE = {'R', 'B', 'E', 'X', 1};

    private final IdTable ids;
    private final int[] slots;

    private ExternalIds(IdTable ids, int[] slots) {
        this.ids = ids;
        this.slots = slots;
    }

    static ExternalIds of(PackContents contents) {
        return of(contents.ids(), PackContents.NAMED_ONLY);
    }

    /** All ids with this mark, in order. */
    static ExternalIds of(IdTable ids, int mark) {
        int[] marked = IntStream.range(0, ids.size())
                .filter(slot -> ids.mark(slot) == mark)
                .toArray();
        int[] sorted = IntStream.of(IdOrder.of(ids, marked)).map(i -> marked[i]).toArray();
        return new ExternalIds(ids, sorted);
    }

    /** How many ids. */
    public long size() {
        return slots.length;
    }

    /** Up to so many of the ids, the smallest first; for messages. */
    public List<ObjectId> first(int atMost) {
        return Arrays.stream(slots)
                .limit(atMost)
                .mapToObj(slot -> ObjectId.of(ids.id(slot)))
                .toList();
    }

    void forEach(IdFileReader.Visitor visitor) {
        for (int slot : slots) {
            visitor.visit(ids.id(slot));
        }
    }

    /**
     * Writes the {@code .ext} file, and leaves the stream open.
     *
     * @throws UncheckedIOException when the stream does
     */
    public void writeTo(OutputStream stream) {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
        try {
            out.write(SIGNATURE);
            out.write(ids.width());
            out.writeShort(0);
            out.writeLong(slots.length);
            for (int slot : slots) {
                out.write(ids.chunk(slot), ids.start(slot), ids.width());
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing a set of external ids failed", e);
        }
    }
}
