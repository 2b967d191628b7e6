package io.repobackup.core.thaw;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Thaw.Temperature;
import io.repobackup.api.subject.SubjectId;
import java.util.Collection;

/**
 * A blob that cannot be read now.
 *
 * <p><i>Immutable.</i>
 *
 * @param subject whose blob it is
 * @param key its key
 * @param sizeInBytes its length as stored
 * @param temperature frozen, or on its way
 */
public record ColdBlob(SubjectId subject, BlobKey key, long sizeInBytes, Temperature temperature) {

    /** The same blob, as it is now. */
    public ColdBlob at(Temperature now) {
        return new ColdBlob(subject, key, sizeInBytes, now);
    }

    /** How many bytes these have, as stored. */
    public static long bytes(Collection<ColdBlob> blobs) {
        return blobs.stream().mapToLong(ColdBlob::sizeInBytes).sum();
    }
}
