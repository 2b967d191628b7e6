package io.repobackup.s3;

/**
 * Supplies access keys, renewed as needed. Asked before every request, so that keys can rotate in the middle of a run.
 *
 * <p><i>Thread-safe</i>: implementations are called from many threads at once and should renew a key only once.
 */
public interface S3Credentials {

    /**
     * The key to use now. Cheap when nothing has to be renewed; may block while a key is fetched.
     *
     * @throws io.repobackup.api.failure.AccessDeniedException when there is none left that the store has not rejected
     * @throws io.repobackup.api.failure.UnavailableException when a renewal did not succeed and may later
     */
    S3AccessKey current();

    /**
     * Says that the store called this key unknown or expired. When {@link #current()} gives another one from now on, the
     * request that was refused is sent once more. Idempotent; a late report about a key that was already replaced
     * changes nothing.
     */
    default void rejected(S3AccessKey used) {}

    /** Credentials that never change. */
    static S3Credentials fixed(S3AccessKey key) {
        return () -> key;
    }
}
