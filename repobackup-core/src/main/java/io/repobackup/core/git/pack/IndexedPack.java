package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectId;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A pack that was read to its end and found to be whole: every object inflated, hashed and, where it was a delta, put
 * together. It holds about 40 bytes of memory for each object until it is forgotten, and nothing that has to be closed.
 *
 * <p><i>Thread-safe.</i>
 */
public interface IndexedPack {

    /** The checksum that ends the pack, which names it in a repository. */
    ObjectId name();

    /** How many entries the pack has. */
    long objects();

    /** The length of the pack. */
    long sizeInBytes();

    /** How many bytes were read from the stream beyond the end of the pack, and passed on to nobody. */
    long surplus();

    /**
     * Writes the index of the pack, version 2, byte for byte as {@code git index-pack} does, and leaves the stream open.
     *
     * @see <a href="https://git-scm.com/docs/gitformat-pack#_pack_idx_files_have_the_following_format">The format</a>
     */
    void writeIndex(OutputStream out);

    /** Whether the pack holds this object. */
    boolean contains(ObjectId id);

    /** What this object is, when the pack holds it. */
    Optional<ObjectKind> kind(ObjectId id);

    /**
     * What the commits, trees and tags of the pack name and the pack does not hold, without submodule commits and without
     * the parents of shallow commits.
     */
    ExternalIds external();

    /** The LFS pointers among the blobs of the pack, each once, ordered by oid. */
    List<LfsPointer> lfsPointers();
}
