package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectId;
import java.io.OutputStream;
import java.util.List;

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
public interface ExternalIds {

    /** How many ids. */
    long size();

    /** Up to so many of the ids, the smallest first; for messages. */
    List<ObjectId> first(int atMost);

    /** Writes the {@code .ext} file, and leaves the stream open. */
    void writeTo(OutputStream out);
}
