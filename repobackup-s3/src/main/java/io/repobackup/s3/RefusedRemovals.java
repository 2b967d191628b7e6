package io.repobackup.s3;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.sink.Removal.Answer;
import io.repobackup.api.sink.StoredBlob;

/** Tells why the removal of one blob was refused: it may be a lock, which is as intended, or a missing permission. */
interface RefusedRemovals {

    /** The answer for a blob whose removal the store refused. */
    Answer answer(StoredBlob blob, AccessDeniedException refusal);
}
