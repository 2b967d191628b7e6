package io.repobackup.core.git.bare;

import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The refs of a repository, sorted by how git can keep them. */
final class SortedRefs {

    /** So many symbolic refs in a row git follows. */
    private static final int LONGEST_CHAIN = 5;

    private final Map<RefName, Ref> all;
    private final List<Ref> plain = new ArrayList<>();
    private final List<Ref> symbolic = new ArrayList<>();
    private final List<Ref> flattened = new ArrayList<>();
    private final List<Ref> leftOut = new ArrayList<>();
    private final FreeFiles files = new FreeFiles();

    SortedRefs(List<Ref> refs) {
        all = refs.stream().collect(Collectors.toMap(Ref::name, Function.identity()));
        refs.forEach(this::sort);
    }

    /** Those for packed-refs, the flattened among them, ordered by name. */
    List<Ref> plain() {
        return plain;
    }

    /** Those for files of their own. */
    List<Ref> symbolic() {
        return symbolic;
    }

    /** Symbolic ones that cannot stay so. */
    List<Ref> flattened() {
        return flattened;
    }

    /** Those that git would not take. */
    List<Ref> leftOut() {
        return leftOut;
    }

    boolean contains(RefName name) {
        return all.containsKey(name);
    }

    private void sort(Ref ref) {
        if (!RefNameRules.isValid(ref.name())) {
            leftOut.add(ref);
        } else if (ref.target().isEmpty()) {
            plain.add(ref);
        } else if (RefNameRules.isSafeFile(ref.name()) && endsInPlainRef(ref) && files.add(ref.name())) {
            symbolic.add(ref);
        } else {
            flattened.add(ref);
            plain.add(ref);
        }
    }

    private boolean endsInPlainRef(Ref start) {
        Ref ref = start;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Optional<RefName> target = ref.target();
            if (target.isEmpty()) {
                return true;
            }
            ref = all.get(target.get());
            if (ref == null || !RefNameRules.isValid(ref.name())) {
                return false;
            }
        }
        return false;
    }
}
