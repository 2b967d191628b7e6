package io.repobackup.github.standin.limit;

import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Fields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts requests by the clock, refuses what is too much, and bans for good whoever goes on asking after it was told to
 * wait. It is a violation to ask before the end of a wait that an answer named or that followed from its headers, and to
 * exceed a pace or a number of concurrent requests that the host publishes. <i>Thread-safe.</i>
 */
public final class Meter {

    /** The violation that bans. */
    public static final int BANNING = 3;

    private static final String ALL = "*";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Limits limits = new Limits();
    private final Map<String, Standing> standings = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    public Meter(Clock clock) {
        this.clock = clock;
    }

    /** What callers may ask for, to be changed. */
    public Limits limits() {
        return limits;
    }

    /** Lets a request in, or says why not. Whoever was let in leaves. */
    public synchronized Optional<Answer> enter(String caller, Toll toll, String request) {
        Standing standing = standing(caller);
        Instant now = clock.instant();
        int running = standing.begin();
        if (standing.violations() >= BANNING) {
            return Optional.of(Refusal.banned());
        }
        Allowance left = renewed(standing, toll.resource(), now);
        if (standing.wasTold(ALL, now) || (toll.isMetered() && standing.wasTold(toll.resource(), now))) {
            violates(standing, caller, request + " came before " + latest(standing, toll));
            return Optional.of(exhausted(caller, toll, left));
        }
        if (limits.isMetered() && toll.isMetered() && left.remaining() == 0) {
            standing.tellToWait(toll.resource(), left.resets());
            return Optional.of(exhausted(caller, toll, left));
        }
        return tooMuchAtOnce(standing, caller, toll, request, running, now);
    }

    private Optional<Answer> tooMuchAtOnce(
            Standing standing, String caller, Toll toll, String request, int running, Instant now) {
        int pace = standing.pace(toll.pace(), toll.points(), now);
        if (pace > limits.pace(toll.pace())) {
            violates(standing, caller, request + " made " + pace + " points of " + toll.pace() + " in a minute");
        } else if (running > limits.together()) {
            violates(standing, caller, request + " was one of " + running + " at once");
        } else {
            standing.allowance(toll.resource()).use(toll.units());
            return Optional.empty();
        }
        standing.tellToWait(ALL, now.plus(PAUSE));
        return Optional.of(Refusal.secondary(403, PAUSE));
    }

    private static Answer exhausted(String caller, Toll toll, Allowance left) {
        if (left.remaining() > 0) {
            return Refusal.secondary(403, PAUSE);
        }
        return toll.resource().equals("graphql") ? Refusal.graphQl(caller) : Refusal.primary(403, caller);
    }

    /** Ends a request that entered, whether it was let in or not. */
    public synchronized void leave(String caller) {
        standing(caller).end();
    }

    /** Uses more units than a request did at first, or fewer. */
    public synchronized void use(String caller, String resource, long units) {
        renewed(standing(caller), resource, clock.instant()).use(units);
    }

    /** What somebody else with the same account uses. */
    public void usedByOthers(String caller, String resource, long units) {
        use(caller, resource, units);
    }

    /** Takes note of an answer that a test commands, when it tells the caller to wait. */
    public synchronized void heed(String caller, String resource, Answer answer) {
        boolean isOne =
                answer.header("X-RateLimit-Remaining").filter("0"::equals).isPresent();
        Waits.of(answer, clock.instant())
                .ifPresent(until -> standing(caller).tellToWait(isOne ? resource : ALL, until));
    }

    /** The headers that come with each answer about a resource. */
    public synchronized Answer stamp(Answer answer, String caller, String resource) {
        if (!limits.isMetered()) {
            return answer;
        }
        Standing standing = standing(caller);
        Allowance left = renewed(standing, resource, clock.instant());
        if (left.remaining() == 0) {
            standing.tellToWait(resource, left.resets());
        }
        return answer.with("X-RateLimit-Limit", Long.toString(left.limit()))
                .with("X-RateLimit-Remaining", Long.toString(left.remaining()))
                .with("X-RateLimit-Used", Long.toString(left.used()))
                .with("X-RateLimit-Reset", Long.toString(left.resets().getEpochSecond()))
                .with("X-RateLimit-Resource", resource);
    }

    /** How a caller stands with all resources; nothing where nothing is counted. */
    public synchronized Optional<Map<String, Object>> overview(String caller) {
        if (!limits.isMetered()) {
            return Optional.empty();
        }
        Map<String, Object> all = new HashMap<>();
        for (String resource : limits.resources()) {
            all.put(
                    resource,
                    Budget.of(renewed(standing(caller), resource, clock.instant()))
                            .json());
        }
        return Optional.of(all);
    }

    /** How a caller stands with one resource. */
    public synchronized Budget budget(String caller, String resource) {
        return Budget.of(renewed(standing(caller), resource, clock.instant()));
    }

    /**
     * What is left.
     *
     * @param limit in an hour
     * @param used of them
     * @param resets when it begins again
     */
    public record Budget(long limit, long used, Instant resets) {

        static Budget of(Allowance left) {
            return new Budget(left.limit(), left.used(), left.resets());
        }

        public long remaining() {
            return limit - used;
        }

        Map<String, Object> json() {
            return Fields.of("limit", limit)
                    .put("used", used)
                    .put("remaining", remaining())
                    .put("reset", resets.getEpochSecond())
                    .map();
        }
    }

    /** What callers did that they must not do, in words. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** Forgets who did what, and lets everybody in again. */
    public synchronized void forget() {
        standings.clear();
        violations.clear();
    }

    private void violates(Standing standing, String caller, String what) {
        int count = standing.violate();
        violations.add("violation " + count + " of " + caller + " at " + clock.instant() + ": " + what);
    }

    private static Instant latest(Standing standing, Toll toll) {
        Instant all = standing.told(ALL);
        Instant own = standing.told(toll.resource());
        return all.isAfter(own) ? all : own;
    }

    private Allowance renewed(Standing standing, String resource, Instant now) {
        Allowance left = standing.allowance(resource);
        left.renew(now, limits.of(resource));
        return left;
    }

    private Standing standing(String caller) {
        return standings.computeIfAbsent(caller, none -> new Standing());
    }
}
