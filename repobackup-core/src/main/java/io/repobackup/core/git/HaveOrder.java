package io.repobackup.core.git;

import io.repobackup.api.git.RefRules;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of the objects that are here are told to the host, the most useful first: what changed refs named before, HEAD,
 * branches, notes, requests from the newest to the oldest, tags. Telling all of many thousands would cost the host more
 * than it saves bytes.
 */
final class HaveOrder {

    static final int MOST = 2_048;

    private static final int CHANGED = 0;
    private static final int BRANCH = 2;
    private static final int NOTE = 3;
    private static final int OTHER = 4;
    private static final int TAG = 5;

    private final RefRules rules;
    private final Map<RefName, ObjectId> now;

    private HaveOrder(RefRules rules, RepositoryRefs now) {
        this.rules = rules;
        this.now = now.refs().stream().collect(Collectors.toMap(Ref::name, Ref::oid));
    }

    /** What to tell of the refs that were there, when going on to those of now. */
    static List<ObjectId> of(RepositoryRefs before, RepositoryRefs now, RefRules rules) {
        HaveOrder order = new HaveOrder(rules, now);
        List<Ref> refs = new ArrayList<>(before.refs());
        refs.sort(Comparator.comparingInt(order::rank).thenComparing(order::newestFirst));
        Set<ObjectId> haves = new LinkedHashSet<>();
        refs.stream().filter(ref -> order.rank(ref) == CHANGED).map(Ref::oid).forEach(haves::add);
        before.head().oid().ifPresent(haves::add);
        refs.stream().map(Ref::oid).forEach(haves::add);
        return haves.stream().limit(MOST).toList();
    }

    private int rank(Ref ref) {
        RefName name = ref.name();
        ObjectId value = now.get(name);
        if (value != null && !value.equals(ref.oid())) {
            return CHANGED;
        }
        if (rules.isLate(name.display())) {
            return OTHER;
        }
        if (name.isUnder("refs/heads/")) {
            return BRANCH;
        }
        if (name.isUnder("refs/notes/")) {
            return NOTE;
        }
        return name.isUnder("refs/tags/") ? TAG : OTHER;
    }

    private int newestFirst(Ref a, Ref b) {
        return rank(a) == OTHER ? Long.compare(RefNumber.of(b.name()), RefNumber.of(a.name())) : 0;
    }
}
