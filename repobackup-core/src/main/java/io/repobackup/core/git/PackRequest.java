package io.repobackup.core.git;

import io.repobackup.api.git.RefRules;
import io.repobackup.core.git.bundle.BundleHeader;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to ask for to get from the refs that are stored to others.
 *
 * @param goal the refs to get to
 * @param wants objects to have
 * @param haves objects that are here
 * @param header what to write before the pack
 */
record PackRequest(RepositoryRefs goal, List<ObjectId> wants, List<ObjectId> haves, BundleHeader header) {

    /** All that the goal names and the stored refs do not. */
    static PackRequest fresh(RepositoryRefs stored, RepositoryRefs goal, RefRules rules) {
        Set<ObjectId> wants = Tips.named(goal);
        wants.removeAll(Tips.reached(stored));
        return of(stored, goal, wants, rules);
    }

    /** All that the goal names, stored or not, so that the host tells about the whole of it. */
    static PackRequest whole(RepositoryRefs stored, RepositoryRefs goal, RefRules rules) {
        return of(stored, goal, Tips.named(goal), rules);
    }

    private static PackRequest of(
            RepositoryRefs stored, RepositoryRefs goal, Collection<ObjectId> wants, RefRules rules) {
        List<ObjectId> haves = HaveOrder.of(stored, goal, rules);
        BundleHeader header = new BundleHeader(goal.format(), prerequisites(stored, haves), refs(stored, goal, wants));
        return new PackRequest(goal, List.copyOf(wants), haves, header);
    }

    /** Git demands that these are commits, which it makes sure of for branches only. */
    private static List<ObjectId> prerequisites(RepositoryRefs stored, List<ObjectId> haves) {
        Set<ObjectId> told = Set.copyOf(haves);
        Set<ObjectId> commits = new LinkedHashSet<>();
        for (Ref ref : stored.refs()) {
            if (ref.name().isUnder("refs/heads/") && told.contains(ref.oid())) {
                commits.add(ref.oid());
            }
        }
        return List.copyOf(commits);
    }

    private static Map<RefName, ObjectId> refs(RepositoryRefs stored, RepositoryRefs goal, Collection<ObjectId> wants) {
        Set<ObjectId> wanted = Set.copyOf(wants);
        Set<ObjectId> known = Tips.reached(stored);
        Map<RefName, ObjectId> refs = new LinkedHashMap<>();
        goal.head()
                .oid()
                .filter(oid -> wanted.contains(oid) || known.contains(oid))
                .ifPresent(oid -> refs.put(new RefName("HEAD"), oid));
        goal.refs().stream().filter(ref -> wanted.contains(ref.oid())).forEach(ref -> refs.put(ref.name(), ref.oid()));
        return refs;
    }
}
