package io.repobackup.azure;

import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobImmutabilityPolicy;
import com.azure.storage.blob.models.BlobImmutabilityPolicyMode;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobOptions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Into which tier a blob goes, and how long it is locked. <i>Immutable.</i>
 *
 * @param tier the tier, where it is not the account's own
 * @param policy the lock
 */
record Placement(@Nullable AccessTier tier, @Nullable BlobImmutabilityPolicy policy) {

    /** Cold tiers charge by object; below this, that is more than they save. */
    static final long LEAST_COLD_IN_BYTES = 1L << 20;

    static Placement of(Settings settings, BlobOptions options, long sizeInBytes) {
        boolean cold = options.blobClass() == BlobClass.DATA && sizeInBytes >= LEAST_COLD_IN_BYTES;
        AccessTier tier =
                settings.tier().filter(any -> cold).map(Placement::tier).orElse(null);
        return new Placement(
                tier,
                settings.lock().map(lock -> policy(lock, settings, options)).orElse(null));
    }

    static BlobImmutabilityPolicy policy(RetentionMode mode, Instant until) {
        return new BlobImmutabilityPolicy()
                .setExpiryTime(until.atOffset(ZoneOffset.UTC))
                .setPolicyMode(
                        mode == RetentionMode.LOCKED
                                ? BlobImmutabilityPolicyMode.LOCKED
                                : BlobImmutabilityPolicyMode.UNLOCKED);
    }

    private static BlobImmutabilityPolicy policy(Settings.Lock lock, Settings settings, BlobOptions options) {
        Instant byDefault = settings.clock().instant().plus(lock.duration());
        Optional<Instant> asked = options.retainUntil().filter(byDefault::isBefore);
        return policy(lock.mode(), asked.orElse(byDefault));
    }

    private static AccessTier tier(ColdTier tier) {
        return switch (tier) {
            case COOL -> AccessTier.COOL;
            case COLD -> AccessTier.COLD;
            case ARCHIVE -> AccessTier.ARCHIVE;
        };
    }
}
