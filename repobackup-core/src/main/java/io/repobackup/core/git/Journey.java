package io.repobackup.core.git;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.git.RefRules;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RepositoryRefs;
import io.repobackup.core.vault.GitContent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The way from what is stored to the refs of now: in one go, in steps where that does not succeed, and by {@link Salvage}
 * where the host cannot give everything. It remembers how far it came, and goes on from there to other refs.
 * <i>Confined to one thread.</i>
 */
final class Journey {

    /** So many requests at most are spent each time on finding out whether what was lost is back. */
    static final int FOR_SUSPECTS = 32;

    private final Advance advance;
    private final StepPlan plan;
    private final StepRule rule;
    private final GitMonitor monitor;
    private Reached reached;

    private Journey(Advance advance, StepPlan plan, StepRule rule, GitMonitor monitor, GitContent stored) {
        this.advance = advance;
        this.plan = plan;
        this.rule = rule;
        this.monitor = monitor;
        this.reached = Reached.start(stored);
    }

    /** Where journeys over one connection begin: each at what is stored. */
    static Function<GitContent, Journey> over(Advance advance, RefRules rules, StepRule rule, GitMonitor monitor) {
        return stored -> new Journey(advance, new StepPlan(rules, rule), rule, monitor, stored);
    }

    /** Goes to these refs, to the suspects last. */
    Reached to(RepositoryRefs goal, Suspects suspects) throws RefusedException {
        GitContent before = reached.content();
        RepositoryRefs sure = suspects.removedFrom(goal, here());
        try {
            directly(sure);
        } catch (StuckException e) {
            return ended(goal, salvaged(goal, e));
        }
        List<ObjectId> doubtful = wants(goal);
        if (doubtful.isEmpty()) {
            return arrived(goal, reached);
        }
        reached = reached.remembering(before);
        return ended(goal, new Salvage(advance, monitor, goal, reached, FOR_SUSPECTS).untried(doubtful));
    }

    /** Goes as far as possible towards these refs, past everything that the host refuses. */
    Reached past(RepositoryRefs goal) {
        return ended(goal, new Salvage(advance, monitor, goal, reached, Salvage.MOST).untried(wants(goal)));
    }

    private void directly(RepositoryRefs goal) throws RefusedException, StuckException {
        Breakages seen = new Breakages();
        while (seen.count() < rule.goes()) {
            try {
                reached = reached.then(advance.to(goal, reached.content()));
                return;
            } catch (BrokenPackException e) {
                seen.add(e);
                if (seen.isSaidTwice()) {
                    throw new StuckException(seen.failure(), seen.isSaidTwice());
                }
                if (e.received() > rule.largeInBytes()) {
                    break;
                }
                advance.pulse().calm(e, goal);
            }
        }
        inSteps(goal, seen);
    }

    private void inSteps(RepositoryRefs goal, Breakages seen) throws RefusedException, StuckException {
        for (StepPlan.Step step : plan.steps(goal)) {
            RepositoryRefs next = Tips.with(reached.content().refs(), step, goal.shallow());
            Reached advanced = step(next, seen);
            reached = reached.then(advanced);
            if (!advanced.received().isEmpty()) {
                monitor.step(reached.content(), reached.pointers());
            }
        }
    }

    /** A step is tried again only where it is not known yet whether the host always stops at one place. */
    private Reached step(RepositoryRefs next, Breakages seen) throws RefusedException, StuckException {
        while (true) {
            try {
                return advance.to(next, reached.content());
            } catch (BrokenPackException e) {
                boolean wasAlike = seen.isTwiceAtOnePlace();
                seen.add(e);
                if (wasAlike || seen.isSaidTwice() || seen.isTwiceAtOnePlace()) {
                    throw new StuckException(seen.failure(), seen.isSaidTwice());
                }
                if (seen.count() > 1) {
                    throw seen.failure();
                }
                advance.pulse().calm(e, next);
            }
        }
    }

    private Salvage salvaged(RepositoryRefs goal, StuckException stuck) {
        List<ObjectId> wants = wants(goal);
        Salvage salvage = new Salvage(advance, monitor, goal, reached, Salvage.MOST);
        Set<ObjectId> lost = advance.incomplete(wants);
        if (lost.isEmpty()) {
            Salvage end = salvage.failed(wants, stuck);
            if (end.isFruitless()) {
                // Nobody said that objects are lost, and nothing came: that is the network, or the whole host.
                throw stuck.failure();
            }
            return end;
        }
        List<ObjectId> others =
                wants.stream().filter(oid -> !lost.contains(oid)).toList();
        return salvage.without(lost).untried(others);
    }

    private Reached ended(RepositoryRefs goal, Salvage salvage) {
        Reached end = arrived(goal, salvage.reached());
        UnavailableException failure = salvage.last();
        if (failure != null && isNothing(end.content().refs()) && !isNothing(goal)) {
            // An empty repository in the place of this one would be a lie.
            throw failure;
        }
        return end;
    }

    private static boolean isNothing(RepositoryRefs refs) {
        return refs.refs().isEmpty() && refs.head().oid().isEmpty();
    }

    private Set<ObjectId> here() {
        return Tips.reached(reached.content().refs());
    }

    /** What the goal names and is not stored, related objects beside each other. */
    private List<ObjectId> wants(RepositoryRefs goal) {
        Set<ObjectId> wants = new LinkedHashSet<>();
        for (StepPlan.Step step : plan.steps(goal)) {
            step.head().flatMap(head -> head.oid()).ifPresent(wants::add);
            step.refs().stream().map(Ref::oid).forEach(wants::add);
        }
        wants.removeAll(here());
        return List.copyOf(wants);
    }

    /** The goal itself: without refs that were deleted, and without those that did not come. */
    private static Reached arrived(RepositoryRefs goal, Reached reached) {
        RepositoryRefs stored = reached.content().refs();
        RepositoryRefs refs = Tips.withShallow(Tips.only(goal, Tips.reached(stored)::contains), stored.shallow());
        return reached.then(Reached.start(new GitContent(refs, reached.content().packs())));
    }
}
