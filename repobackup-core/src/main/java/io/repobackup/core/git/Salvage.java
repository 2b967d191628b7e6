package io.repobackup.core.git;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gets out of a host what it has when it cannot give everything: by halves, the large ones first, until each object that
 * fails is found, or enough was asked. What comes is stored half by half.
 *
 * <p>For k objects that fail among n this takes about 2·k·log2(n/k) + 2·k requests.
 */
final class Salvage {

    /** After so many requests the rest is left to other runs. */
    static final int MOST = 256;

    /** After so many requests without a single success there is nothing to be had. */
    static final int HOPELESS = 64;

    /** The same for a host that says nothing: it is the network rather than the objects. */
    static final int SILENT = 8;

    private final Advance advance;
    private final GitMonitor monitor;
    private final RepositoryRefs goal;
    private final int most;
    private final LostRefs lost = new LostRefs();
    private final Deque<List<ObjectId>> failing = new ArrayDeque<>();
    private Reached reached;
    private boolean gained;
    private boolean said;
    private int asked;
    private @Nullable UnavailableException last;

    /** The limit for all requests is lower where the objects are known to have failed before. */
    Salvage(Advance advance, GitMonitor monitor, RepositoryRefs goal, Reached reached, int most) {
        this.advance = advance;
        this.monitor = monitor;
        this.goal = goal;
        this.reached = reached;
        this.most = most;
    }

    /** Goes on from objects that failed together. */
    Salvage failed(List<ObjectId> wants, StuckException stuck) {
        UnavailableException failure = stuck.failure();
        said = stuck.isSaid();
        fail(wants, failure);
        return halve();
    }

    /** Asks for objects that may not fail, or for other reasons than before. */
    Salvage untried(Collection<ObjectId> wants) {
        ask(List.copyOf(wants));
        return halve();
    }

    /** Gives up objects of which the host itself knows that it lacks some of their history. */
    Salvage without(Collection<ObjectId> oids) {
        lost.incompleteAtTheHost(oids);
        return this;
    }

    /** What is stored now, with what could not be had. */
    Reached reached() {
        return reached.lackingToo(lost.missing(goal));
    }

    /** What was seen last of what stands in the way. */
    @Nullable
    UnavailableException last() {
        return last;
    }

    /** Whether nothing came, without a word from the host. */
    boolean isFruitless() {
        return !gained && !said;
    }

    private Salvage halve() {
        while (!failing.isEmpty()) {
            List<ObjectId> whole = failing.remove();
            List<ObjectId> right = whole.subList(whole.size() / 2, whole.size());
            boolean leftCame = ask(whole.subList(0, whole.size() / 2));
            if (leftCame && right.size() > 1) {
                // What failed as a whole without failing on the left fails on the right.
                failing.add(right);
            } else {
                ask(right);
            }
        }
        return this;
    }

    /** Whether all of these came. */
    private boolean ask(List<ObjectId> wants) {
        if (wants.isEmpty()) {
            return true;
        }
        if (asked >= limit()) {
            lost.untried(wants);
            return false;
        }
        try {
            asked++;
            take(advance.to(Tips.with(reached.content().refs(), goal, wants), reached.content()));
            return true;
        } catch (BrokenPackException e) {
            said |= e.isSaid();
            if (wants.size() == 1 && mayPass(e)) {
                return askOnceMore(wants);
            }
            asked += advance.pulse().missed(e, goal);
            return fail(wants, e.failure());
        } catch (RefusedException e) {
            return refused(wants, e);
        }
    }

    /** Neither a connection that was merely cut nor a host that went down condemns an object. */
    private boolean mayPass(BrokenPackException broken) {
        int questions = most == MOST ? advance.pulse().feel(broken.failure(), goal) : 0;
        asked += questions;
        return questions > 0 || !broken.isSaid();
    }

    private boolean askOnceMore(List<ObjectId> wants) {
        try {
            asked++;
            take(advance.to(Tips.with(reached.content().refs(), goal, wants), reached.content()));
            return true;
        } catch (BrokenPackException e) {
            return fail(wants, e.failure());
        } catch (RefusedException e) {
            return fail(wants, e.failure());
        }
    }

    private int limit() {
        return gained ? most : Math.min(most, said ? HOPELESS : SILENT);
    }

    private boolean refused(List<ObjectId> wants, RefusedException refusal) {
        said = true;
        ObjectId oid = refusal.object().orElse(null);
        if (oid == null || wants.size() == 1) {
            return fail(wants, refusal.failure());
        }
        fail(List.of(oid), refusal.failure());
        List<ObjectId> others = new ArrayList<>(wants);
        others.remove(oid);
        ask(others);
        return false;
    }

    private boolean fail(List<ObjectId> wants, UnavailableException failure) {
        last = failure;
        if (wants.size() == 1) {
            lost.add(wants.get(0), failure);
        } else {
            failing.add(wants);
        }
        return false;
    }

    private void take(Reached advanced) {
        gained = true;
        advance.pulse().came();
        reached = reached.then(advanced);
        if (!advanced.received().isEmpty()) {
            monitor.step(reached.content(), reached.pointers());
        }
    }
}
