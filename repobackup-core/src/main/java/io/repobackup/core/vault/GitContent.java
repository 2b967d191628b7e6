package io.repobackup.core.vault;

import io.repobackup.core.refs.RepositoryRefs;
import java.util.List;

/**
 * What a snapshot holds of a git repository: its refs, and the packs that hold every object reachable from them.
 *
 * <p><i>Immutable.</i>
 *
 * @param refs the refs of the moment
 * @param packs the packs, the oldest first
 */
public record GitContent(RepositoryRefs refs, List<PackEntry> packs) {

    /** Takes a copy. */
    public GitContent {
        packs = List.copyOf(packs);
    }
}
