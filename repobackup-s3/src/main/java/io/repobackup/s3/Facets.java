package io.repobackup.s3;

import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Uploads;
import io.repobackup.api.sink.Versions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The extra abilities of a bucket. Versions are there where the bucket keeps them, which is asked when somebody wants to know;
 * locks and a cold tier where the builder was told of them.
 *
 * <p><i>Thread-safe.</i>
 */
final class Facets {

    private final Bucket bucket;
    private final @Nullable Thaw thaw;

    Facets(Bucket bucket, @Nullable Thaw thaw) {
        this.bucket = bucket;
        this.thaw = thaw;
    }

    <F extends SinkFacet> Optional<F> find(Class<F> type) {
        return facet(type).map(type::cast);
    }

    private Optional<? extends SinkFacet> facet(Class<?> type) {
        if (type == Removal.class) {
            return Optional.of(new ObjectRemoval(bucket));
        } else if (type == Uploads.class) {
            return Optional.of(new LeftoverUploads(bucket));
        } else if (type == Versions.class) {
            return bucket.setup().keepsVersions() ? Optional.of(new ObjectVersions(bucket)) : Optional.empty();
        } else if (type == Retention.class) {
            return retention();
        }
        return type == Thaw.class ? Optional.ofNullable(thaw) : Optional.empty();
    }

    private Optional<Retention> retention() {
        if (bucket.locks().isNone()) {
            return Optional.empty();
        }
        bucket.setup().requireLocks();
        return Optional.of(new ObjectLocks(bucket));
    }
}
