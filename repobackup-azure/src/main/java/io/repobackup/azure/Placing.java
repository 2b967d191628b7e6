package io.repobackup.azure;

import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobImmutabilityPolicy;
import com.azure.storage.blob.models.BlobImmutabilityPolicyMode;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Decides where blobs go and how long they are locked. <i>Thread-safe.</i> */
final class Placing {

    /** Cold tiers charge by object; below this, that is more than they save. */
    static final long LEAST_COLD_IN_BYTES = 1L << 20;

    private final Settings settings;
    private final Abilities abilities;

    Placing(Settings settings, Abilities abilities) {
        this.settings = settings;
        this.abilities = abilities;
    }

    Placement of(BlobOptions options, long sizeInBytes) {
        boolean cold = options.blobClass() == BlobClass.DATA && sizeInBytes >= LEAST_COLD_IN_BYTES;
        return new Placement(
                settings.tier().filter(any -> cold).map(Placing::tier).orElse(null), lock(options));
    }

    /** A lock of this kind. */
    static BlobImmutabilityPolicy policy(RetentionMode mode, Instant until) {
        return new BlobImmutabilityPolicy()
                .setExpiryTime(until.atOffset(ZoneOffset.UTC))
                .setPolicyMode(
                        mode == RetentionMode.LOCKED
                                ? BlobImmutabilityPolicyMode.LOCKED
                                : BlobImmutabilityPolicyMode.UNLOCKED);
    }

    /** The store knows seconds; no lock ends earlier for that. */
    static Instant wholeSeconds(Instant until) {
        Instant second = until.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(until) ? until : second.plusSeconds(1);
    }

    private @Nullable BlobImmutabilityPolicy lock(BlobOptions options) {
        Instant now = settings.clock().instant();
        Instant byDefault =
                now.plus(settings.locking().map(Settings.Locking::atLeast).orElse(Duration.ZERO));
        Instant until = options.retainUntil().filter(byDefault::isBefore).orElse(byDefault);
        return until.isAfter(now) && abilities.locks() ? policy(settings.lockMode(), wholeSeconds(until)) : null;
    }

    private static AccessTier tier(ColdTier tier) {
        return switch (tier) {
            case COOL -> AccessTier.COOL;
            case COLD -> AccessTier.COLD;
            case ARCHIVE -> AccessTier.ARCHIVE;
        };
    }

    /**
     * Into which tier a blob goes, and how long it is locked. <i>Immutable.</i>
     *
     * @param tier the tier, where it is not the account's own
     * @param lock the lock, where there is one
     */
    record Placement(@Nullable AccessTier tier, @Nullable BlobImmutabilityPolicy lock) {}
}
