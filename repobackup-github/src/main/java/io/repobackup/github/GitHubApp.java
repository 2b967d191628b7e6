package io.repobackup.github;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.github.app.AppKey;
import io.repobackup.github.app.AppLogin;
import io.repobackup.github.host.GitHubHost;
import io.repobackup.http.HttpClient;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An App of GitHub that asks: with tokens of its installations, which last an hour and are renewed as needed. Each
 * installation is an identity with limits of its own, which grow with its repositories.
 *
 * <pre>{@code
 * GitHubApp app = GitHubApp.builder().id(12345).privateKey(pem).build();
 * Source source = GitHubSource.organization("acme").app(app).http(http).build();
 * }</pre>
 *
 * <p>It needs the permissions to read contents, metadata, issues, pull requests, and, for the parts of an organisation,
 * members.
 *
 * <p><i>Immutable and thread-safe.</i>
 */
public final class GitHubApp {

    private final AppKey key;
    private final Set<Long> installations;
    private final Clock clock;

    private GitHubApp(AppKey key, Builder builder) {
        this.key = key;
        this.installations = Set.copyOf(builder.installations);
        this.clock = builder.clock;
    }

    /** Begins with nothing; an id and a private key are needed. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The tokens of one installation, for whatever is read with them. Nothing is asked before they are used.
     *
     * @param http the client that asks for tokens; stays the caller's
     * @param web where people look at the host: {@code https://github.com}
     */
    public CredentialsProvider installation(HttpClient http, URI web, long installation) {
        return login(http, GitHubHost.at(web)).tokens(installation);
    }

    AppLogin login(HttpClient http, GitHubHost host) {
        return new AppLogin(http, host, key, clock);
    }

    /** The App's id or client id. */
    String issuer() {
        return key.issuer();
    }

    /** The installations that count; empty for all. */
    Set<Long> installations() {
        return installations;
    }

    @Override
    public String toString() {
        return "GitHubApp[" + key.issuer() + "]";
    }

    /** Settings of an App. <i>Confined to one thread at a time.</i> */
    public static final class Builder {

        private final Set<Long> installations = new TreeSet<>();
        private Clock clock = Clock.systemUTC();
        private @Nullable String issuer;
        private @Nullable Secret pem;

        private Builder() {}

        /** The App's number, from its settings. */
        public Builder id(long id) {
            this.issuer = Long.toString(id);
            return this;
        }

        /** The App's client id, from its settings, instead of its number. */
        public Builder clientId(String clientId) {
            this.issuer = clientId;
            return this;
        }

        /** The text of the file that GitHub offered when the private key was generated, or of the same key in PKCS #8. */
        public Builder privateKey(Secret pem) {
            this.pem = pem;
            return this;
        }

        /** Counts this installation, and others that are named, instead of all. */
        public Builder onlyInstallation(long id) {
            installations.add(id);
            return this;
        }

        /** The clock for the ends of tokens; the system's unless set. What GitHub's clock says corrects it. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * The App.
         *
         * @throws MisconfiguredException when id or key are missing, or the key is no private RSA key
         */
        public GitHubApp build() {
            if (issuer == null || pem == null) {
                throw new MisconfiguredException(
                        "A GitHub App needs its id, or client id, and its private key; both are"
                                + " in the App's settings");
            }
            return new GitHubApp(AppKey.of(issuer, pem), this);
        }
    }
}
