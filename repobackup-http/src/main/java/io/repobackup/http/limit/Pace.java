package io.repobackup.http.limit;

import java.time.Duration;

/**
 * A rate that a host publishes and does not tell in its headers: so many points in any span of this length.
 *
 * <pre>{@code
 * // https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 * Pace REST = new Pace("rest", 900, Duration.ofMinutes(1));
 * Pace GRAPHQL = new Pace("graphql", 2_000, Duration.ofMinutes(1));
 * Pace CREATED_AN_HOUR = new Pace("content", 500, Duration.ofHours(1));
 * }</pre>
 *
 * <p>Points count from when a request goes out until this long after its answer came, so that neither the way there nor
 * the way back can squeeze them together at the host.
 *
 * <p><i>Immutable.</i>
 *
 * @param name tells it from other rates in messages
 * @param points how many points, 1 or more
 * @param per in which span of time, more than zero
 */
public record Pace(String name, int points, Duration per) {

    /** Refuses a rate that lets nothing pass. */
    public Pace {
        if (points < 1 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException(
                    "the rate '" + name + "' needs 1 point or more in more than no time, not " + points + " in " + per);
        }
    }
}
