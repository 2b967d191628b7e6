package io.repobackup.core.git.bare;

import io.repobackup.core.refs.ObjectId;
import java.io.InputStream;

/**
 * A pack and its index, to be copied into a repository. The streams are read to their end and closed, each opened once;
 * what they throw ends the restore, so that is the way to refuse bytes whose digest is wrong.
 *
 * <p><i>Thread-safe:</i> may be called on any thread of the executor, pack and index at the same time.
 */
public interface PackSupply {

    /** The checksum that ends the pack; the pack read must end with it. */
    ObjectId name();

    /** Opens the pack at its first byte, without any bundle header. */
    InputStream openPack();

    /** Opens the index. */
    InputStream openIndex();
}
