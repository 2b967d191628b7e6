package io.repobackup.http.limit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What was used of one rate lately. <i>Confined</i> to its account's lock. */
final class PaceMeter {

    private final Pace pace;
    private final int usable;
    private final Deque<Use> uses = new ArrayDeque<>();
    private int underWay;
    private int used;

    PaceMeter(Pace pace, LimitRule rule) {
        this.pace = pace;
        this.usable = rule.usableOf(pace);
    }

    private record Use(Instant until, int points) {}

    /** Why a request of so many points must not go now; empty when it may. */
    Optional<Admission> objection(int points, Instant now) {
        forget(now);
        int excess = Math.min(points, usable) + used + underWay - usable;
        if (excess <= 0) {
            return Optional.empty();
        }
        for (Use use : uses) {
            excess -= use.points();
            if (excess <= 0) {
                return Optional.of(new Admission.Later(
                        use.until(),
                        "the rate '" + pace.name() + "' allows " + usable + " points in "
                                + pace.per().toSeconds() + " s"));
            }
        }
        return Optional.of(Admission.Full.FULL);
    }

    void take(int points) {
        underWay += points;
    }

    void back(int points, Instant now) {
        underWay -= points;
        used += points;
        uses.addLast(new Use(now.plus(pace.per()), points));
    }

    private void forget(Instant now) {
        while (!uses.isEmpty() && !now.isBefore(uses.getFirst().until())) {
            used -= uses.removeFirst().points();
        }
    }
}
