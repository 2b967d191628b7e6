package io.repobackup.core.git;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.git.RefRules;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.refs.RepositoryRefs;
import io.repobackup.core.vault.GitContent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The way from what is stored to the refs of now: in one go, and in steps where that does not succeed. */
final class Journey {

    private final Advance advance;
    private final RefRules rules;
    private final StepRule rule;
    private final GitMonitor monitor;

    Journey(Advance advance, RefRules rules, StepRule rule, GitMonitor monitor) {
        this.advance = advance;
        this.rules = rules;
        this.rule = rule;
        this.monitor = monitor;
    }

    Reached to(RepositoryRefs goal, GitContent stored) {
        @Nullable UnavailableException last = null;
        for (int go = 0; go < rule.goes(); go++) {
            try {
                return advance.to(goal, stored);
            } catch (BrokenPackException e) {
                last = e.failure();
                if (e.received() > rule.largeInBytes()) {
                    break;
                }
            }
        }
        return inSteps(goal, stored, last);
    }

    private Reached inSteps(RepositoryRefs goal, GitContent stored, @Nullable UnavailableException before) {
        try {
            return inSteps(goal, stored);
        } catch (BrokenPackException e) {
            if (before != null) {
                e.failure().addSuppressed(before);
            }
            throw e.failure();
        }
    }

    private Reached inSteps(RepositoryRefs goal, GitContent stored) throws BrokenPackException {
        Reached reached = Reached.start(stored);
        for (StepPlan.Step step : new StepPlan(rules, rule).steps(goal)) {
            RepositoryRefs next = with(reached.content().refs(), step, goal.shallow());
            Reached advanced = advance.to(next, reached.content());
            reached = reached.then(advanced);
            if (!advanced.received().isEmpty()) {
                monitor.step(reached.content());
            }
        }
        return arrived(goal, reached);
    }

    /** What is stored, with the refs of one more step in place of older ones of their names. */
    private static RepositoryRefs with(RepositoryRefs stored, StepPlan.Step step, Set<ObjectId> shallow) {
        Map<RefName, Ref> refs = new TreeMap<>();
        stored.refs().forEach(ref -> refs.put(ref.name(), ref));
        step.refs().forEach(ref -> refs.put(ref.name(), ref));
        return new RepositoryRefs(
                stored.format(), step.head().orElse(stored.head()), List.copyOf(refs.values()), shallow);
    }

    /** The goal itself: without refs that were deleted, and without those that did not come. */
    private static Reached arrived(RepositoryRefs goal, Reached reached) {
        RepositoryRefs stored = reached.content().refs();
        RepositoryRefs refs = Tips.withShallow(Tips.only(goal, Tips.reached(stored)::contains), stored.shallow());
        return reached.then(Reached.start(new GitContent(refs, reached.content().packs())));
    }
}
