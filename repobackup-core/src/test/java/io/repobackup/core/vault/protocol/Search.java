package io.repobackup.core.vault.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A search of the whole state space, the states that are reached soonest first: a counterexample that is found is as short
 * as any. Keeps a fingerprint of every state and the way to it, and whole states only at its front.
 */
final class Search {

    private final Protocol protocol;
    private final Promises promises = new Promises();
    private final Seen seen = new Seen();
    private final Ways ways = new Ways();
    private final Deque<Found> front = new ArrayDeque<>();
    private final Set<String> actions = new TreeSet<>();

    private Search(Protocol protocol) {
        this.protocol = protocol;
    }

    private record Found(World world, int index) {}

    /**
     * What a search found.
     *
     * @param states how many there are
     * @param actions all that was done
     * @param counterexample how a promise is broken, step by step
     */
    record Result(int states, Set<String> actions, Optional<String> counterexample) {}

    /** Searches until nothing is left, or a promise is broken. */
    static Result of(Scope scope, Set<Rule> rules) {
        return new Search(new Protocol(scope, rules)).run();
    }

    private Result run() {
        World start = protocol.start();
        seen.add(start.fingerprint());
        front.add(new Found(start, ways.add(-1, 0)));
        while (!front.isEmpty()) {
            Found found = front.remove();
            Optional<String> broken = promises.broken(found.world());
            if (broken.isPresent()) {
                return new Result(seen.size(), actions, broken.map(promise -> trace(found.index()) + promise));
            }
            expand(found);
        }
        return new Result(seen.size(), actions, Optional.empty());
    }

    private void expand(Found found) {
        List<Step> steps = protocol.next(found.world());
        for (int i = 0; i < steps.size(); i++) {
            actions.add(steps.get(i).action());
            World next = steps.get(i).next();
            if (seen.add(next.fingerprint())) {
                front.add(new Found(next, ways.add(found.index(), i)));
            }
        }
    }

    private String trace(int index) {
        World world = protocol.start();
        StringBuilder text = new StringBuilder("\n   0. ").append(world);
        int number = 0;
        for (int choice : ways.to(index)) {
            Step step = protocol.next(world).get(choice);
            world = step.next();
            text.append(String.format("%n%4d. %s %s%n      %s", ++number, step.actor(), step.action(), world));
        }
        return text.append(String.format("%n  => ")).toString();
    }
}
