package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A pack that was read to its end and found to be whole: every object inflated, hashed and, where it was a delta, put
 * together. It holds about 60 bytes of memory for each object until it is forgotten, and nothing that has to be closed.
 *
 * <p><i>Immutable.</i>
 */
public final class IndexedPack {

    private final ObjectId name;
    private final long sizeInBytes;
    private final long surplus;
    private final PackContents contents;
    private final int[] order;
    private final ExternalIds external;

    IndexedPack(ScannedPack pack) {
        this.name = pack.name();
        this.sizeInBytes = pack.sizeInBytes();
        this.surplus = pack.surplus();
        this.contents = pack.contents();
        this.order = IdOrder.of(contents.ids(), contents.entries().slots());
        this.external = ExternalIds.of(contents);
    }

    /** The checksum that ends the pack, which names it in a repository. */
    public ObjectId name() {
        return name;
    }

    /** How many entries the pack has. */
    public long objects() {
        return contents.entries().size();
    }

    /** The length of the pack. */
    public long sizeInBytes() {
        return sizeInBytes;
    }

    /** How many bytes were read from the stream beyond the end of the pack, and passed on to nobody. */
    public long surplus() {
        return surplus;
    }

    /**
     * Writes the index of the pack, version 2, byte for byte as {@code git index-pack} does, and leaves the stream open.
     *
     * @throws UncheckedIOException when the stream does
     * @see <a href="https://git-scm.com/docs/gitformat-pack#_pack_idx_files_have_the_following_format">The format</a>
     */
    public void writeIndex(OutputStream out) {
        try {
            new IndexWriter(contents, order, out).write(name());
        } catch (IOException e) {
            throw new UncheckedIOException("Writing the index of pack " + name() + " failed", e);
        }
    }

    /** Whether the pack holds this object. */
    public boolean contains(ObjectId id) {
        return kind(id).isPresent();
    }

    /** What this object is, when the pack holds it. */
    public Optional<ObjectKind> kind(ObjectId id) {
        if (id.format() != contents.format()) {
            return Optional.empty();
        }
        int slot = contents.ids().find(id.bytes(), 0);
        return slot != IdTable.ABSENT && contents.holds(slot) ? Optional.of(contents.kind(slot)) : Optional.empty();
    }

    /**
     * What the commits, trees and tags of the pack name and the pack does not hold, without submodule commits and without
     * the parents of shallow commits.
     */
    public ExternalIds external() {
        return external;
    }

    /** The LFS pointers among the blobs of the pack, each oid once and in order. */
    public List<LfsPointer> lfsPointers() {
        return contents.pointers();
    }

    void forEach(IdFileReader.Visitor visitor) {
        for (int entry : order) {
            visitor.visit(contents.ids().id(contents.entries().slot(entry)));
        }
    }
}
