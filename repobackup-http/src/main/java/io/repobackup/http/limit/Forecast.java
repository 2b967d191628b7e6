package io.repobackup.http.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What a {@link RequestPlan} comes to.
 *
 * <p><i>Immutable.</i>
 *
 * @param requests how many requests there are
 * @param units how many units of each resource they take
 * @param waiting for how long is waited for budgets and rates
 * @param end when the last answer is there
 * @param duration how long all of it takes
 */
public record Forecast(long requests, Map<String, Long> units, Duration waiting, Instant end, Duration duration) {

    /** Copies the units. */
    public Forecast {
        units = Map.copyOf(units);
    }
}
