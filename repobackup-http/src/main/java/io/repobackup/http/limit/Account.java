package io.repobackup.http.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one credential may still do at the hosts of one site: its pause, its budgets, and what is under way. A host that
 * limits one request of it has all of them stopped, for «continuing to make requests while you are rate limited may
 * result in the banning of your integration» (<a
 * href="https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately">GitHub</a>).
 * When the pause ends, one request goes alone, and the others follow when it was let through.
 *
 * <p><i>Thread-safe.</i> It never waits for time to pass; whoever asks does.
 */
public final class Account {

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 12;

    private final LimitRule rule;
    private final Map<String, Meter> meters = new LinkedHashMap<>();
    private final Map<String, String> namedByHost = new HashMap<>();
    private final Map<Pace, PaceMeter> paces = new HashMap<>();
    private Instant pausedUntil = Instant.MIN;
    private String why = "";
    private boolean alone;
    private int strikes;
    private int unanswered;
    private int open;
    private boolean closed;

    Account(LimitRule rule) {
        this.rule = rule;
    }

    /**
     * Asks for a request to go out now.
     *
     * @param host whose budgets it draws on
     * @param cost how much of them
     * @param now by this machine's clock
     */
    public synchronized Admission ask(String host, Cost cost, Instant now) {
        Optional<Admission> objection = objection(host, cost, now);
        return objection.isPresent() ? objection.get() : admit(host, cost, now);
    }

    /** What {@link #ask} would say to a request that may not go out now; empty when it may. */
    public synchronized Optional<Admission> objection(String host, Cost cost, Instant now) {
        if (now.isBefore(pausedUntil)) {
            return Optional.of(new Admission.Later(pausedUntil, why));
        }
        if (open >= rule.concurrent() || (alone && unanswered > 0)) {
            return Optional.of(Admission.Full.FULL);
        }
        return overdrawn(host, cost, now);
    }

    /**
     * Waits while the answer to {@link #ask} would be {@link Admission.Full}; not at all when the client is closed.
     *
     * @throws InterruptedException when the thread is interrupted before that
     */
    public synchronized void awaitChange(String host, Cost cost, Instant now) throws InterruptedException {
        while (!closed
                && objection(host, cost, now)
                        .filter(Admission.Full.class::isInstance)
                        .isPresent()) {
            wait();
        }
    }

    /** What is known of its budgets. */
    public synchronized List<Budget> budgets() {
        List<Budget> all = new ArrayList<>();
        meters.values().forEach(meter -> meter.budget().ifPresent(all::add));
        return List.copyOf(all);
    }

    synchronized Optional<Limited> answered(
            Pass pass, int status, Headers headers, Optional<Refusal> refusal, Instant now) {
        back(pass, now);
        Optional<Tally> tally = Tally.in(headers, now);
        tally.ifPresent(told -> learn(pass, told, now));
        if (tally.isEmpty() && refusal.isEmpty() && status < 500) {
            pass.meter().untold();
        }
        if (refusal.isEmpty() && status < 500 && !pass.since().isBefore(pausedUntil)) {
            pass.forgives(strikes);
            alone = false;
            strikes = 0;
            pausedUntil = Instant.MIN;
        }
        return refusal.map(seen -> refused(pass, seen, now));
    }

    /** Several requests that were under way when the first of them was refused are one strike. */
    synchronized Limited refused(Pass pass, Refusal refusal, Instant now) {
        boolean another = !pass.since().isBefore(pausedUntil);
        if (another) {
            strikes = Math.max(strikes, pass.forgiven()) + 1;
        }
        alone = true;
        Instant until = now.plus(pause(refusal));
        if (until.isAfter(pausedUntil)) {
            pausedUntil = until;
            why = words(refusal.kind(), pass.cost());
        }
        notifyAll();
        return new Limited(refusal.kind(), pausedUntil, why);
    }

    synchronized void lost(Pass pass, Instant now) {
        if (back(pass, now)) {
            pass.meter().lost(pass.cost().units());
        }
    }

    synchronized void closed(Pass pass) {
        if (pass.ends()) {
            open--;
            notifyAll();
        }
    }

    /** Wakes who waits for a change. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private Optional<Admission> overdrawn(String host, Cost cost, Instant now) {
        Optional<Admission> objection = meter(host, cost).objection(cost.units(), now);
        for (Map.Entry<Pace, Integer> pace : cost.paces().entrySet()) {
            int points = pace.getValue();
            objection = objection.or(() -> meter(pace.getKey()).objection(points, now));
        }
        return objection;
    }

    private Pass admit(String host, Cost cost, Instant now) {
        Meter meter = meter(host, cost);
        meter.take(cost.units(), now);
        cost.paces().forEach((pace, points) -> meter(pace).take(points));
        open++;
        unanswered++;
        return new Pass(this, host, cost, meter, now);
    }

    private boolean back(Pass pass, Instant now) {
        if (!pass.comesBack()) {
            return false;
        }
        unanswered--;
        Cost cost = pass.cost();
        pass.meter().back(cost.units());
        cost.paces().forEach((pace, points) -> meter(pace).back(points, now));
        notifyAll();
        return true;
    }

    private void learn(Pass pass, Tally tally, Instant now) {
        if (!tally.resource().isEmpty()) {
            namedByHost.put(key(pass.host(), pass.cost().resource()), tally.resource());
        }
        meter(pass.host(), pass.cost()).told(tally, now);
    }

    /** How long, at least: what the host says, and where it says nothing or lies, a minute, then two, then four. */
    private Duration pause(Refusal refusal) {
        Duration own = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(strikes, 1) - 1, MOST_DOUBLINGS));
        Duration least = strikes > 1 ? own : Duration.ZERO;
        Duration asked = refusal.asked().orElse(own);
        return refusal.kind() == Limited.Kind.OVERLOAD || asked.compareTo(least) > 0 ? asked : least;
    }

    private static String words(Limited.Kind kind, Cost cost) {
        return switch (kind) {
            case PRIMARY ->
                "the host's budget" + (cost.resource().isEmpty() ? "" : " '" + cost.resource() + "'") + " is used up";
            case SECONDARY -> "the host says that there were too many requests at once (a secondary limit)";
            case OVERLOAD -> "the host is overloaded, and says when to come back";
        };
    }

    private Meter meter(String host, Cost cost) {
        String resource = namedByHost.getOrDefault(key(host, cost.resource()), cost.resource());
        return meters.computeIfAbsent(key(host, resource), key -> new Meter(rule, !resource.isEmpty()));
    }

    private PaceMeter meter(Pace pace) {
        return paces.computeIfAbsent(pace, key -> new PaceMeter(key, rule));
    }

    private static String key(String host, String resource) {
        return host + " " + resource;
    }
}
