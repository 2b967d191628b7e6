package io.repobackup.core.vault;

import java.time.Clock;

/**
 * How a vault is opened.
 *
 * <p><i>Immutable</i>; the {@code with} methods return copies.
 */
public final class VaultOptions {

    private static final VaultOptions DEFAULTS = new VaultOptions(Clock.systemUTC());

    private final Clock clock;

    private VaultOptions(Clock clock) {
        this.clock = clock;
    }

    /** Written by the clock of this machine. */
    public static VaultOptions defaults() {
        return DEFAULTS;
    }

    /** The same options, with a clock to write by. */
    public VaultOptions withClock(Clock otherClock) {
        return new VaultOptions(otherClock);
    }

    /** The clock to write by. */
    public Clock clock() {
        return clock;
    }
}
