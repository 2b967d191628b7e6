package io.repobackup.api.credential;

/**
 * Supplies the credentials of one identity, renewed as needed. Asked before every request, so a provider can rotate
 * tokens in the middle of a run.
 *
 * <p><i>Thread-safe</i>: implementations are called from many threads at once and should renew a token only once.
 */
public interface CredentialsProvider {

    /** A name for whom the credentials speak. Stable while tokens rotate, and safe to log: it is never a secret. */
    String identity();

    /**
     * The credentials to use now. Cheap when nothing has to be renewed; may block while a token is fetched.
     *
     * @throws io.repobackup.api.failure.AccessDeniedException when there are none left that the host has not rejected
     * @throws io.repobackup.api.failure.UnavailableException when a renewal did not succeed and may later
     */
    Credentials current();

    /**
     * Says that the host answered «unauthorized» to these credentials. From now on {@link #current()} returns others or
     * throws. Idempotent; a late report about credentials that were already replaced changes nothing.
     */
    void rejected(Credentials used);

    /** A provider of anonymous access. */
    static CredentialsProvider none() {
        return fixed("anonymous", Credentials.None.NONE);
    }

    /** A provider of credentials that never change; once rejected, it denies access. */
    static CredentialsProvider fixed(String identity, Credentials credentials) {
        return new FixedCredentials(identity, credentials);
    }
}
