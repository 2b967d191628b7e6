package io.repobackup.http.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plays requests against an account of their own, and the part of the host as well. <i>Confined to one thread.</i> */
final class Rehearsal {

    private static final String HOST = "rehearsal";

    private final Account account;
    private final Map<String, Budget> budgets = new HashMap<>();
    private final Duration latency;
    private final Instant begin;
    private final Map<String, Long> units = new TreeMap<>();
    private Instant now;
    private long requests;
    private Duration waiting = Duration.ZERO;

    Rehearsal(LimitRule rule, Collection<Budget> budgets, Duration latency, Instant now) {
        this.account = new Account(rule);
        budgets.forEach(budget -> this.budgets.put(budget.resource(), budget));
        this.latency = latency;
        this.begin = now;
        this.now = now;
    }

    void play(long times, Cost cost) {
        for (long i = 0; i < times; i++) {
            try (Pass pass = admitted(cost)) {
                now = now.plus(latency);
                account.answered(pass, 200, headers(cost), Optional.empty(), now);
            }
        }
        requests += times;
        units.merge(cost.resource(), times * cost.units(), Long::sum);
    }

    Forecast forecast() {
        return new Forecast(requests, units, waiting, now, Duration.between(begin, now));
    }

    /** One after the other, so that a request never waits for another one to come back. */
    private Pass admitted(Cost cost) {
        Admission admission = account.ask(HOST, cost, now);
        while (admission instanceof Admission.Later later) {
            waiting = waiting.plus(Duration.between(now, later.until()));
            now = later.until();
            admission = account.ask(HOST, cost, now);
        }
        return (Pass) admission;
    }

    /** What the host counts, and tells. */
    private Headers headers(Cost cost) {
        Budget budget = budgets.get(cost.resource());
        if (budget == null || cost.units() == 0) {
            return name -> Optional.empty();
        }
        Budget begun = now.isBefore(budget.resetsAt())
                ? budget
                : Budget.fresh(budget.resource(), budget.limit(), budget.window(), now);
        Budget left = new Budget(
                begun.resource(),
                begun.limit(),
                Math.max(0, begun.remaining() - cost.units()),
                begun.resetsAt(),
                begun.window());
        budgets.put(cost.resource(), left);
        Map<String, String> told = Map.of(
                "X-RateLimit-Limit", Long.toString(left.limit()),
                "X-RateLimit-Remaining", Long.toString(left.remaining()),
                "X-RateLimit-Reset",
                        Long.toString(Duration.between(now, left.resetsAt()).toSeconds()));
        return name -> Optional.ofNullable(told.get(name));
    }
}
