package io.repobackup.http;

import io.repobackup.testkit.time.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * Counts requests by the clock of the test as GitHub does, with a clock of its own that is wrong by some time, and bans for
 * good whoever goes on asking when there is nothing left.
 */
final class MeteredHost extends Dispatcher {

    static final int VIOLATIONS_BEFORE_BAN = 3;

    private final FakeClock clock;
    private final Duration skew;
    private final long limit;
    private final Duration window;
    private final int pointsPerMinute;
    private final Map<String, Standing> standings = new HashMap<>();

    MeteredHost(FakeClock clock, Duration skew, long limit, Duration window, int pointsPerMinute) {
        this.clock = clock;
        this.skew = skew;
        this.limit = limit;
        this.window = window;
        this.pointsPerMinute = pointsPerMinute;
    }

    private static final class Standing {
        private Instant resets = Instant.MIN;
        private long left;
        private int served;
        private int violations;
        private final Deque<Instant> lately = new ArrayDeque<>();
    }

    synchronized int served(String token) {
        return of(token).served;
    }

    synchronized int violations(String token) {
        return of(token).violations;
    }

    /** Another tool with the same token uses so much, once the span has begun. */
    synchronized void usedByOthers(String token, long units) {
        Standing standing = of(token);
        renew(standing);
        standing.left = Math.max(0, standing.left - units);
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        String token = String.valueOf(request.getHeaders().get("Authorization")).replace("Bearer ", "");
        Standing standing = of(token);
        renew(standing);
        if (standing.violations >= VIOLATIONS_BEFORE_BAN) {
            return answer(418, standing, "banned").build();
        }
        Instant now = clock.instant();
        while (!standing.lately.isEmpty()
                && !standing.lately.getFirst().plusSeconds(60).isAfter(now)) {
            standing.lately.removeFirst();
        }
        if (standing.left == 0) {
            standing.violations++;
            return answer(403, standing, "API rate limit exceeded").build();
        }
        standing.left--;
        standing.lately.addLast(now);
        if (standing.lately.size() > pointsPerMinute) {
            standing.violations++;
            return answer(403, standing, "You have exceeded a secondary rate limit")
                    .build();
        }
        standing.served++;
        return answer(200, standing, "ok").build();
    }

    private void renew(Standing standing) {
        Instant now = clock.instant();
        if (!now.isBefore(standing.resets)) {
            standing.left = limit;
            standing.resets = now.plus(window);
        }
    }

    private Standing of(String token) {
        return standings.computeIfAbsent(token, key -> new Standing());
    }

    private MockResponse.Builder answer(int status, Standing standing, String message) {
        Instant hostNow = clock.instant().plus(skew);
        return new MockResponse.Builder()
                .code(status)
                .body("{\"message\":\"" + message + "\"}")
                .setHeader("Content-Type", "application/json")
                .setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(hostNow.atOffset(ZoneOffset.UTC)))
                .setHeader("x-ratelimit-limit", Long.toString(limit))
                .setHeader("x-ratelimit-remaining", Long.toString(standing.left))
                .setHeader(
                        "x-ratelimit-reset",
                        Long.toString(standing.resets.plus(skew).getEpochSecond()))
                .setHeader("x-ratelimit-resource", "core");
    }
}
