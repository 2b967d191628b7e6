package io.repobackup.samples.gitea;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.AccessDeniedException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that expire: each is used until the host rejects it, then a new one is asked for, once, however many threads
 * wait for it.
 *
 * <p><i>Thread-safe.</i>
 */
public final class RotatingToken implements CredentialsProvider {

    private final String user;
    private final Supplier<Secret> issuer;
    private @Nullable Credentials current;
    private @Nullable Credentials rejected;

    /**
     * A provider for a user whose tokens come from an issuer.
     *
     * @param user the name of the account, which is no secret
     * @param issuer hands out a token that is valid now; may block, and may fail with a RepobackupException
     */
    public RotatingToken(String user, Supplier<Secret> issuer) {
        this.user = user;
        this.issuer = issuer;
    }

    @Override
    public String identity() {
        return user;
    }

    @Override
    public synchronized Credentials current() {
        if (current == null) {
            Credentials fresh = new Credentials.Basic(user, issuer.get());
            if (fresh.equals(rejected)) {
                throw new AccessDeniedException("The host rejected the token of '" + user
                        + "' and the issuer has no other; check that the account still exists");
            }
            current = fresh;
        }
        return current;
    }

    @Override
    public synchronized void rejected(Credentials used) {
        if (used.equals(current)) {
            rejected = current;
            current = null;
        }
    }
}
