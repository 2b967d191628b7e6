package io.repobackup.core.vault;

import io.repobackup.api.sink.BlobKey;
import java.util.List;
import java.util.Set;

/**
 * What a prune record drops: the snapshots are no longer restored, the blobs may be removed once the reader grace is over.
 *
 * <p><i>Immutable.</i>
 *
 * @param dropped the numbers of the dropped snapshots
 * @param condemned the keys of the blobs that no kept snapshot needs
 */
public record PruneNote(Set<Long> dropped, List<BlobKey> condemned) {

    /** Takes copies. */
    public PruneNote {
        dropped = Set.copyOf(dropped);
        condemned = List.copyOf(condemned);
    }
}
