package io.repobackup.core.git;

import io.repobackup.core.git.pack.LfsPointer;
import io.repobackup.core.vault.PackEntry;
import java.util.List;

/**
 * What is kept in mind of a pack that is committed.
 *
 * @param entry where it is
 * @param pointers what its blobs point to
 */
record Received(PackEntry entry, List<LfsPointer> pointers) {

    static Received of(StoredPack pack) {
        return new Received(pack.entry(), pack.index().lfsPointers());
    }
}
