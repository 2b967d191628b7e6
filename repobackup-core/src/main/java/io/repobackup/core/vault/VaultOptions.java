package io.repobackup.core.vault;

import io.repobackup.core.vault.signing.SignaturePolicy;
import io.repobackup.core.vault.signing.Signer;
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

    private static final VaultOptions DEFAULTS = new VaultOptions(Clock.systemUTC(), null, Trust.nobody());

    private final Clock clock;
    private final @Nullable Duration lockFor;
    private final Trust trust;

    private VaultOptions(Clock clock, @Nullable Duration lockFor, Trust trust) {
        this.clock = clock;
        this.lockFor = lockFor;
        this.trust = trust;
    }

    /** Written by the clock of this machine, nothing locked, nothing signed, signatures not looked at. */
    public static VaultOptions defaults() {
        return DEFAULTS;
    }

    /** The same options, with a clock to write by. */
    public VaultOptions withClock(Clock otherClock) {
        return new VaultOptions(otherClock, lockFor, trust);
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
        return new VaultOptions(clock, duration, trust);
    }

    /**
     * The same options, with somebody who signs every record that is appended, whichever engine appends it. Unless
     * {@link #withSignatures} says otherwise, records that are not signed under the signer's root are told of.
     */
    public VaultOptions withSigner(Signer signer) {
        return new VaultOptions(clock, lockFor, trust.with(signer));
    }

    /** The same options, with what is made of signatures when logs are read; all that reads logs goes by it. */
    public VaultOptions withSignatures(SignaturePolicy policy) {
        return new VaultOptions(clock, lockFor, trust.with(policy));
    }

    /** The clock to write by. */
    public Clock clock() {
        return clock;
    }

    /** For how long what is put into the vault is locked; empty when only the store's own rule locks it. */
    public Optional<Duration> lockFor() {
        return Optional.ofNullable(lockFor);
    }

    /** Who signs what is appended; empty when nobody does. */
    public Optional<Signer> signer() {
        return Optional.ofNullable(trust.signer());
    }

    /** What is made of signatures when logs are read. */
    public SignaturePolicy signatures() {
        return trust.policy();
    }

    Trust trust() {
        return trust;
    }
}
