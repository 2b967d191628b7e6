package io.repobackup.github.standin.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How one caller stands. <i>Confined to one thread at a time.</i> */
final class Standing {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Allowance> allowances = new HashMap<>();
    private final Map<String, Deque<Point>> lately = new HashMap<>();
    private final Map<String, Instant> toldToWait = new HashMap<>();
    private int violations;
    private int running;

    private record Point(Instant at, int points) {}

    Allowance allowance(String resource) {
        return allowances.computeIfAbsent(resource, none -> new Allowance());
    }

    Map<String, Allowance> allowances() {
        return allowances;
    }

    /** What was used of a pace in the last minute, with what is used now. */
    int pace(String pace, int points, Instant now) {
        Deque<Point> all = lately.computeIfAbsent(pace, none -> new ArrayDeque<>());
        while (!all.isEmpty() && !all.getFirst().at().plus(MINUTE).isAfter(now)) {
            all.removeFirst();
        }
        all.addLast(new Point(now, points));
        return all.stream().mapToInt(Point::points).sum();
    }

    /** Was told to send nothing of a resource, or of all, before a moment. */
    void tellToWait(String resource, Instant until) {
        toldToWait.merge(resource, until, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Whether it was told to wait longer than until now. */
    boolean wasTold(String resource, Instant now) {
        return now.isBefore(toldToWait.getOrDefault(resource, Instant.MIN));
    }

    Instant told(String resource) {
        return toldToWait.getOrDefault(resource, Instant.MIN);
    }

    int violate() {
        return ++violations;
    }

    int violations() {
        return violations;
    }

    int begin() {
        return ++running;
    }

    void end() {
        running--;
    }
}
