package io.repobackup.core.thaw;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw.Temperature;
import io.repobackup.api.subject.SubjectId;
import java.util.Collection;

/**
 * A blob that cannot be read now.
 *
 * <p><i>Immutable.</i>
 *
 * @param subject whose blob it is
 * @param blob what is read: without a version, the one that has this size and digest
 * @param temperature frozen, or on its way
 */
public record ColdBlob(SubjectId subject, StoredBlob blob, Temperature temperature) {

    /** Its key. */
    public BlobKey key() {
        return blob.key();
    }

    /** Its length as stored. */
    public long sizeInBytes() {
        return blob.sizeInBytes();
    }

    /** The same blob, as it is now. */
    public ColdBlob at(Temperature now) {
        return new ColdBlob(subject, blob, now);
    }

    /** How many bytes these have, as stored. */
    public static long bytes(Collection<ColdBlob> blobs) {
        return blobs.stream().mapToLong(ColdBlob::sizeInBytes).sum();
    }
}
