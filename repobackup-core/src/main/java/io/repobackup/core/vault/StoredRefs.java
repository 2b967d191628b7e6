package io.repobackup.core.vault;

import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The refs of a repository as a record spells them: all of them, or a blob with those of some moment and what is
 * different.
 *
 * <p><i>Immutable.</i>
 *
 * @param base a blob that holds the refs of some moment as a {@code packed-refs} file
 * @param set refs that the base does not have, or has otherwise, ordered by name; their {@code target} is not looked at
 * @param unset names of refs that the base has and that are gone
 * @param symbolic the refs that are symbolic, and the refs to which they point
 */
public record StoredRefs(Optional<BlobRef> base, List<Ref> set, Set<RefName> unset, Map<RefName, RefName> symbolic) {

    private static final StoredRefs NONE = new StoredRefs(Optional.empty(), List.of(), Set.of(), Map.of());

    /** Takes copies. */
    public StoredRefs {
        set = List.copyOf(set);
        unset = Set.copyOf(unset);
        symbolic = Map.copyOf(symbolic);
    }

    /** No refs. */
    public static StoredRefs none() {
        return NONE;
    }
}
