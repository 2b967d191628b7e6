package io.repobackup.benchmarks;

/** When bytes that enter one direction of a link leave it. <i>Thread-safe.</i> */
final class LinkPace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double nanosPerByte;
    private final long delayInNanos;
    private long free = System.nanoTime();

    /** Half of the milliseconds there and back are for this direction. */
    LinkPace(int megabits, int millisThereAndBack) {
        this.nanosPerByte = NANOS_PER_SECOND * 8 / (megabits * 1e6);
        this.delayInNanos = millisThereAndBack * 1_000_000L / 2;
    }

    /** For bytes that enter now, behind all that entered before. */
    synchronized long leaving(int bytes) {
        free = Math.max(free, System.nanoTime()) + (long) (bytes * nanosPerByte);
        return free + delayInNanos;
    }

    /** What a handshake takes before the first byte may enter. */
    long thereAndBackInNanos() {
        return 2 * delayInNanos;
    }
}
