package io.repobackup.core.git;

import io.repobackup.api.git.RefRules;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What refs name. */
final class Tips {

    private Tips() {}

    /** The refs of a repository without any. */
    static RepositoryRefs none(ObjectFormat format) {
        return new RepositoryRefs(format, Head.unknown(), List.of(), Set.of());
    }

    /** The objects that refs and HEAD name, in their order. */
    static Set<ObjectId> named(RepositoryRefs refs) {
        Set<ObjectId> ids = new LinkedHashSet<>();
        refs.head().oid().ifPresent(ids::add);
        refs.refs().forEach(ref -> ids.add(ref.oid()));
        return ids;
    }

    /** The same, and what tags stand for. */
    static Set<ObjectId> reached(RepositoryRefs refs) {
        Set<ObjectId> ids = named(refs);
        refs.refs().forEach(ref -> ref.peeled().ifPresent(ids::add));
        return ids;
    }

    /** The refs that count. HEAD always does. */
    static RepositoryRefs counting(RepositoryRefs refs, RefRules rules) {
        List<Ref> counting = refs.refs().stream()
                .filter(ref -> rules.includes(ref.name().display()))
                .toList();
        return new RepositoryRefs(refs.format(), refs.head(), counting, refs.shallow());
    }

    /** The refs and HEAD without those that name another object than these. */
    static RepositoryRefs only(RepositoryRefs refs, Predicate<ObjectId> there) {
        Optional<ObjectId> head = refs.head().oid().filter(there);
        List<Ref> kept =
                refs.refs().stream().filter(ref -> there.test(ref.oid())).toList();
        return new RepositoryRefs(refs.format(), new Head(refs.head().target(), head), kept, refs.shallow());
    }

    /** What is stored, with the refs of one more step in place of older ones of their names. */
    static RepositoryRefs with(RepositoryRefs stored, StepPlan.Step step, Set<ObjectId> shallow) {
        Map<RefName, Ref> refs = new TreeMap<>();
        stored.refs().forEach(ref -> refs.put(ref.name(), ref));
        step.refs().forEach(ref -> refs.put(ref.name(), ref));
        return new RepositoryRefs(
                stored.format(), step.head().orElse(stored.head()), List.copyOf(refs.values()), shallow);
    }

    /** What is stored, with those refs of a goal that name one of these objects. */
    static RepositoryRefs with(RepositoryRefs stored, RepositoryRefs goal, Collection<ObjectId> wants) {
        Set<ObjectId> wanted = Set.copyOf(wants);
        List<Ref> refs =
                goal.refs().stream().filter(ref -> wanted.contains(ref.oid())).toList();
        Optional<Head> head = Optional.of(goal.head())
                .filter(now -> now.oid().filter(wanted::contains).isPresent());
        return with(stored, new StepPlan.Step(refs, head), goal.shallow());
    }

    static RepositoryRefs withShallow(RepositoryRefs refs, Set<ObjectId> shallow) {
        return new RepositoryRefs(refs.format(), refs.head(), refs.refs(), shallow);
    }
}
