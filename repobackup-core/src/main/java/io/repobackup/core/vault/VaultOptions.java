package io.repobackup.core.vault;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a vault is opened.
 *
 * <p><i>Immutable</i>; the {@code with} methods return copies.
 */
public final class VaultOptions {

    private static final VaultOptions DEFAULTS = new VaultOptions(Clock.systemUTC(), null);

    private final Clock clock;
    private final @Nullable Duration lockFor;

    private VaultOptions(Clock clock, @Nullable Duration lockFor) {
        this.clock = clock;
        this.lockFor = lockFor;
    }

    /** Written by the clock of this machine. */
    public static VaultOptions defaults() {
        return DEFAULTS;
    }

    /** The same options, with a clock to write by. */
    public VaultOptions withClock(Clock otherClock) {
        return new VaultOptions(otherClock, lockFor);
    }

    /**
     * The same options, with a lock on everything that is put into the vault: the store refuses its removal for this long,
     * or for longer where the store's own rule says so. What lives on for longer than that needs its lock extended, which
     * {@code LockEngine} does. More than zero. Opening a vault fails where the store has no locks.
     */
    public VaultOptions withLockFor(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("things are locked for more than zero, not " + duration);
        }
        return new VaultOptions(clock, duration);
    }

    /** The clock to write by. */
    public Clock clock() {
        return clock;
    }

    /** For how long what is put into the vault is locked; empty when only the store's own rule locks it. */
    public Optional<Duration> lockFor() {
        return Optional.ofNullable(lockFor);
    }
}
