package io.repobackup.http;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that a request goes out with: asked for when its turn has come, for tokens expire while requests wait,
 * and from then on the same. <i>Confined</i> to the request's thread.
 */
final class Shown {

    private final CredentialsProvider provider;
    private @Nullable Credentials latest;
    private boolean settled;

    Shown(CredentialsProvider provider) {
        this.provider = provider;
    }

    /** Credentials that are known already. */
    static Shown settled(CredentialsProvider provider, Credentials credentials) {
        Shown shown = new Shown(provider);
        shown.latest = credentials;
        shown.settled = true;
        return shown;
    }

    /** Asks the provider, unless the request went out already. May take requests of the provider's own. */
    void ask() {
        if (!settled) {
            latest = provider.current();
        }
    }

    /** What goes out now. */
    Credentials settle() {
        settled = true;
        return credentials();
    }

    Credentials credentials() {
        if (latest == null) {
            throw new IllegalStateException("no credentials were asked for");
        }
        return latest;
    }
}
