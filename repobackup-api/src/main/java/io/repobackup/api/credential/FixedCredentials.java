package io.repobackup.api.credential;

import io.repobackup.api.failure.AccessDeniedException;

/** Credentials that nobody renews. <i>Thread-safe.</i> */
final class FixedCredentials implements CredentialsProvider {

    private final String identity;
    private final Credentials credentials;
    private volatile boolean rejected;

    FixedCredentials(String identity, Credentials credentials) {
        this.identity = identity;
        this.credentials = credentials;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public Credentials current() {
        if (rejected) {
            throw new AccessDeniedException("The host rejected the credentials of '" + identity
                    + "' and there are no others; supply credentials that are valid for it");
        }
        return credentials;
    }

    @Override
    public void rejected(Credentials used) {
        if (used.equals(credentials)) {
            rejected = true;
        }
    }
}
