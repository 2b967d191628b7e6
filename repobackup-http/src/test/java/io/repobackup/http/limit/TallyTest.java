package io.repobackup.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    static Headers headers(String... namesAndValues) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i].toLowerCase(Locale.ROOT), namesAndValues[i + 1]);
        }
        return name -> Optional.ofNullable(all.get(name.toLowerCase(Locale.ROOT)));
    }

    @Test
    void countsFromTheHostsOwnTime() {
        assertThat(Tally.in(
                        headers(
                                "Date", "Mon, 05 Jan 2026 12:05:00 GMT",
                                "x-ratelimit-limit", "5000",
                                "x-ratelimit-remaining", "4987",
                                "x-ratelimit-reset", "1767618000",
                                "x-ratelimit-resource", "graphql"),
                        NOW))
                .contains(new Tally(
                        "graphql", 5_000, 4_987, Duration.ofMinutes(55).plusSeconds(1)));
    }

    @Test
    void countsFromOurTimeWhereTheHostDoesNotTellIts() {
        assertThat(Tally.in(headers("X-RateLimit-Remaining", "1", "X-RateLimit-Reset", "1767618000"), NOW))
                .contains(new Tally("", 1, 1, Duration.ofHours(1).plusSeconds(1)));
    }

    @Test
    void readsTheHeadersOfGitLab() {
        assertThat(Tally.in(
                        headers(
                                "RateLimit-Limit", "2000",
                                "RateLimit-Name", "throttle_authenticated_api",
                                "RateLimit-Observed", "12",
                                "RateLimit-Remaining", "1988",
                                "RateLimit-Reset", "1767614460"),
                        NOW))
                .contains(new Tally("throttle_authenticated_api", 2_000, 1_988, Duration.ofSeconds(61)));
    }

    @Test
    void readsSecondsAndQuotasOfTheDraft() {
        assertThat(Tally.in(
                        headers(
                                "RateLimit-Limit",
                                "100, 100;w=60",
                                "RateLimit-Remaining",
                                "7",
                                "RateLimit-Reset",
                                "50"),
                        NOW))
                .contains(new Tally("", 100, 7, Duration.ofSeconds(51)));
    }

    @Test
    void tellsNothingFromWhatIsMissingOrNoNumber() {
        assertThat(Tally.in(headers(), NOW)).isEmpty();
        assertThat(Tally.in(headers("X-RateLimit-Remaining", "5"), NOW)).isEmpty();
        assertThat(Tally.in(headers("X-RateLimit-Remaining", "many", "X-RateLimit-Reset", "5"), NOW))
                .isEmpty();
        assertThat(Tally.in(headers("X-RateLimit-Remaining", "-1", "X-RateLimit-Reset", "5"), NOW))
                .isEmpty();
    }

    @Property(tries = 2_000)
    void anythingIsReadOrLeft(
            @ForAll @StringLength(max = 30) String limit,
            @ForAll @StringLength(max = 30) String remaining,
            @ForAll @StringLength(max = 30) String reset,
            @ForAll @StringLength(max = 40) String date,
            @ForAll @StringLength(max = 300) String name) {
        check(headers(
                "X-RateLimit-Limit",
                limit,
                "X-RateLimit-Remaining",
                remaining,
                "X-RateLimit-Reset",
                reset,
                "Date",
                date,
                "X-RateLimit-Resource",
                name,
                "Retry-After",
                reset));
    }

    @Property(tries = 2_000)
    void anyNumbersMakeABudget(
            @ForAll long limit,
            @ForAll @IntRange(min = 0) int remaining,
            @ForAll long reset,
            @ForAll @IntRange(min = 200, max = 599) int status) {
        Headers headers = headers(
                "RateLimit-Limit",
                "" + limit,
                "RateLimit-Remaining",
                "" + remaining,
                "RateLimit-Reset",
                "" + reset,
                "Retry-After",
                "" + reset);
        check(headers);
        try (Pass pass = (Pass) new Account(LimitRule.standard()).ask("host", Cost.of("core"), NOW)) {
            pass.answered(status, headers, () -> "", NOW)
                    .ifPresent(limited -> assertThat(limited.until()).isAfter(NOW));
        }
    }

    private static void check(Headers headers) {
        Tally.in(headers, NOW).ifPresent(tally -> {
            assertThat(tally.limit()).isPositive();
            assertThat(tally.remaining()).isBetween(0L, tally.limit());
            assertThat(tally.reset())
                    .isBetween(Duration.ofSeconds(1), Duration.ofDays(1).plusSeconds(1));
            assertThat(tally.resource()).matches("[!-~]{0,100}");
        });
        RetryAfter.in(headers, NOW).ifPresent(wait -> assertThat(wait).isBetween(Duration.ZERO, Duration.ofDays(366)));
    }
}
