package io.repobackup.core.thaw;

import io.repobackup.core.threads.RealTime;
import io.repobackup.http.Sleeper;
import java.time.Duration;

/**
 * How cold blobs are looked for and waited for.
 *
 * <p><i>Immutable</i>; the {@code with} methods return copies.
 */
public final class ThawOptions {

    private static final ThawOptions DEFAULTS =
            new ThawOptions(1 << 20, 16, Duration.ofMinutes(5), (blobs, bytes, next) -> {}, new RealTime());

    private final long coldFrom;
    private final int parallelism;
    private final Duration pollEvery;
    private final ThawListener listener;
    private final Sleeper sleeper;

    private ThawOptions(long coldFrom, int parallelism, Duration pollEvery, ThawListener listener, Sleeper sleeper) {
        this.coldFrom = coldFrom;
        this.parallelism = parallelism;
        this.pollEvery = pollEvery;
        this.listener = listener;
        this.sleeper = sleeper;
    }

    /** Data from 1 MiB on may be cold, 16 questions at once, a look every 5 minutes. */
    public static ThawOptions defaults() {
        return DEFAULTS;
    }

    /**
     * From which stored size on data may be cold, in bytes; only of such blobs the store is asked, a request each. The sinks of
     * this project put no smaller ones into cold tiers; a store's own rules may.
     */
    public ThawOptions withColdFrom(long bytes) {
        return new ThawOptions(bytes, parallelism, pollEvery, listener, sleeper);
    }

    /** How many questions are asked at once, 1 or more. */
    public ThawOptions withParallelism(int questions) {
        if (questions < 1) {
            throw new IllegalArgumentException("at least one question is asked at once, not " + questions);
        }
        return new ThawOptions(coldFrom, questions, pollEvery, listener, sleeper);
    }

    /** How long to wait between two looks at the store; more than zero. */
    public ThawOptions withPollEvery(Duration pause) {
        if (pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException("the pause between two looks is more than zero, not " + pause);
        }
        return new ThawOptions(coldFrom, parallelism, pause, listener, sleeper);
    }

    /** Who hears how the waiting goes on. */
    public ThawOptions withListener(ThawListener hearing) {
        return new ThawOptions(coldFrom, parallelism, pollEvery, hearing, sleeper);
    }

    /** How to pause; tests put a fake here. */
    public ThawOptions withSleeper(Sleeper pausing) {
        return new ThawOptions(coldFrom, parallelism, pollEvery, listener, pausing);
    }

    /** From which stored size on data may be cold, in bytes. */
    public long coldFrom() {
        return coldFrom;
    }

    int parallelism() {
        return parallelism;
    }

    Duration pollEvery() {
        return pollEvery;
    }

    ThawListener listener() {
        return listener;
    }

    Sleeper sleeper() {
        return sleeper;
    }
}
