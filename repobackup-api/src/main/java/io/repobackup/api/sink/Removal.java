package io.repobackup.api.sink;

import io.repobackup.api.failure.RepobackupException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Removes blobs for good, where the credentials allow it. A backup never needs this; pruning does. */
public non-sealed interface Removal extends SinkFacet {

    /**
     * Removes blobs; of those with a version, that version alone; of those without, all that lies under the key, versions
     * and markers of deletion included. Each succeeds or fails on its own; idempotent, in no order.
     *
     * @return one answer for each blob that was given
     */
    Map<StoredBlob, Answer> remove(Collection<StoredBlob> blobs);

    /** What became of one blob. */
    sealed interface Answer {
        /** It is gone. */
        record Removed() implements Answer {}

        /** It was not there. */
        record Absent() implements Answer {}

        /**
         * A lock keeps it, or one of its versions, as intended.
         *
         * @param until when the lock ends
         */
        record Retained(Instant until) implements Answer {}

        /**
         * It is still there.
         *
         * @param cause why
         */
        record Failed(RepobackupException cause) implements Answer {}
    }
}
