package io.repobackup.github.app;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.github.host.GitHubHost;
import io.repobackup.http.HttpClient;
import io.repobackup.http.json.JsonValue;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An App at a host: where it is installed, and the tokens of each installation, which are one identity each.
 *
 * <p><i>Thread-safe.</i> Tokens are kept and shared as long as this lives.
 */
public final class AppLogin {

    private final AppApi api;
    private final AppKey key;
    private final Clock clock;
    private final Map<Long, CredentialsProvider> tokens = new ConcurrentHashMap<>();

    /** @param http stays the caller's */
    public AppLogin(HttpClient http, GitHubHost host, AppKey key, Clock clock) {
        this.api = new AppApi(http, host, key, clock);
        this.key = key;
        this.clock = clock;
    }

    /** The tokens of an installation; nothing is asked before they are used. */
    public CredentialsProvider tokens(long installation) {
        return tokens.computeIfAbsent(installation, id -> new InstallationTokens(api, id, clock));
    }

    /**
     * Every installation of the App.
     *
     * @throws AccessDeniedException when the host does not accept the App's key
     */
    public List<Installation> installations() {
        return api.list("app/installations?per_page=100").stream()
                .map(Installation::from)
                .toList();
    }

    /**
     * Where the App is installed for what is at a path.
     *
     * @param path of an account or a repository, such as {@code orgs/acme}, {@code users/ada} or {@code repos/acme/tools}
     * @throws AccessDeniedException when it is installed nowhere there, or the host does not accept its key
     */
    public Installation installationFor(String path) {
        try {
            JsonValue found = api.document(path + "/installation");
            return Installation.from(found);
        } catch (NotFoundException e) {
            throw new AccessDeniedException(
                    "App " + key.issuer() + " is not installed for " + path + ", or there is no such thing; install it"
                            + " there, or check the name: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public String toString() {
        return "AppLogin[" + key.issuer() + "]";
    }
}
