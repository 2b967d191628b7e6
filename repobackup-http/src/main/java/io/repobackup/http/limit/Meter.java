package io.repobackup.http.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one budget. <i>Confined</i> to its account's lock. */
final class Meter {

    /** Resets of one span differ by so much between the machines of a host. */
    private static final Duration SAME_SPAN = Duration.ofSeconds(5);

    private static final List<Duration> WINDOWS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));

    private final LimitRule rule;
    private final boolean probed;
    private @Nullable Budget known;
    private boolean unmetered;
    private boolean probing;
    private long underWay;

    /** @param probed whether a first request goes alone */
    Meter(LimitRule rule, boolean probed) {
        this.rule = rule;
        this.probed = probed;
    }

    /** Why a request of so many units must not go now; empty when it may. */
    Optional<Admission> objection(int units, Instant now) {
        if (units == 0 || unmetered) {
            return Optional.empty();
        }
        Budget budget = known;
        if (budget == null || !now.isBefore(budget.resetsAt())) {
            return probing ? Optional.of(Admission.Full.FULL) : Optional.empty();
        }
        long reserve = rule.reserveOf(budget.limit());
        if (budget.remaining() - underWay - reserve >= units) {
            return Optional.empty();
        }
        boolean untouched = budget.remaining() == budget.limit() && underWay == 0;
        return untouched ? Optional.empty() : Optional.of(exhausted(budget, reserve));
    }

    /** A request goes out. */
    void take(int units, Instant now) {
        if (units > 0 && !unmetered) {
            underWay += units;
            boolean unknown = known == null ? probed : !now.isBefore(known.resetsAt());
            probing |= unknown;
        }
    }

    /** A request came back, with or without an answer. */
    void back(int units) {
        underWay = Math.max(0, underWay - units);
        probing = false;
    }

    /** A request got no answer, and the host may have counted it. */
    void lost(int units) {
        if (known != null) {
            known = left(known, known.remaining() - units);
        }
    }

    /** The host answers without telling of a budget. */
    void untold() {
        unmetered = known == null && probed;
    }

    /** The host tells what is left. Answers overtake each other, so within one span the least counts. */
    void told(Tally tally, Instant now) {
        unmetered = false;
        Instant resetsAt = now.plus(tally.reset());
        Budget fresh = new Budget(tally.resource(), tally.limit(), tally.remaining(), resetsAt, window(tally.reset()));
        Budget before = known;
        if (before == null || resetsAt.isAfter(before.resetsAt().plus(SAME_SPAN)) || !now.isBefore(before.resetsAt())) {
            known = fresh;
        } else if (!resetsAt.isBefore(before.resetsAt().minus(SAME_SPAN))) {
            known = new Budget(
                    fresh.resource(),
                    fresh.limit(),
                    Math.min(fresh.remaining(), before.remaining()),
                    later(resetsAt, before.resetsAt()),
                    before.window());
        }
    }

    Optional<Budget> budget() {
        return Optional.ofNullable(known);
    }

    private Duration window(Duration reset) {
        Duration least = known == null || known.window().compareTo(reset) < 0 ? reset.minusSeconds(1) : known.window();
        return WINDOWS.stream()
                .filter(window -> window.compareTo(least) >= 0)
                .findFirst()
                .orElse(Duration.ofDays(1));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Budget left(Budget budget, long remaining) {
        return new Budget(
                budget.resource(), budget.limit(), Math.max(0, remaining), budget.resetsAt(), budget.window());
    }

    private static Admission exhausted(Budget budget, long reserve) {
        String name = budget.resource().isEmpty() ? "" : "'" + budget.resource() + "' ";
        return new Admission.Later(
                budget.resetsAt(),
                "the budget " + name + "has " + budget.remaining() + " of " + budget.limit() + " left, of which "
                        + reserve + " are reserved for other tools");
    }
}
