package io.repobackup.core.sink;

import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import java.time.Duration;

/**
 * Thaws what is read: of a blob without a version, the original, whatever was put over it.
 *
 * <p><i>Thread-safe.</i>
 */
record OriginalsThaw(Thaw thaw, OriginalsSink sink) implements Thaw {

    @Override
    public Temperature temperature(StoredBlob blob) {
        return thaw.temperature(read(blob));
    }

    @Override
    public void thaw(StoredBlob blob, Duration readableFor) {
        thaw.thaw(read(blob), readableFor);
    }

    private StoredBlob read(StoredBlob blob) {
        return blob.version().isPresent() ? blob : sink.version(blob);
    }
}
