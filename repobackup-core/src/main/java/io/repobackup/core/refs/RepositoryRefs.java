package io.repobackup.core.refs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * All that names objects in a repository at one moment.
 *
 * <p><i>Immutable.</i>
 *
 * @param format the hash function
 * @param head HEAD
 * @param refs all other refs, each name once, ordered by name
 * @param shallow the commits whose parents the host itself does not have; empty for a whole history
 */
public record RepositoryRefs(ObjectFormat format, Head head, List<Ref> refs, Set<ObjectId> shallow) {

    /** Orders the refs, and refuses a name that comes twice. */
    public RepositoryRefs {
        List<Ref> sorted = new ArrayList<>(refs);
        sorted.sort((a, b) -> a.name().compareTo(b.name()));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).name().equals(sorted.get(i - 1).name())) {
                throw new IllegalArgumentException("the ref " + sorted.get(i).name() + " comes twice");
            }
        }
        refs = Collections.unmodifiableList(sorted);
        shallow = Set.copyOf(shallow);
    }
}
