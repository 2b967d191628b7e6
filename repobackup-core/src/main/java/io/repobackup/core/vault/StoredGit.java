package io.repobackup.core.vault;

import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.util.List;
import java.util.Set;

/**
 * A git repository as a record spells it.
 *
 * <p><i>Immutable.</i>
 *
 * @param format the hash function
 * @param head HEAD
 * @param shallow the commits whose parents the host does not have
 * @param refs all other refs
 * @param packs the packs, the oldest first
 */
public record StoredGit(ObjectFormat format, Head head, Set<ObjectId> shallow, StoredRefs refs, List<PackEntry> packs)
        implements StoredContent {

    /** Takes copies. */
    public StoredGit {
        shallow = Set.copyOf(shallow);
        packs = List.copyOf(packs);
    }

    /** The same repository with other packs, as a compaction leaves it. */
    public StoredGit withPacks(List<PackEntry> packs) {
        return new StoredGit(format, head, shallow, refs, packs);
    }
}
