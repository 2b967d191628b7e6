package io.repobackup.github.app;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.http.HttpResponse;
import io.repobackup.http.json.JsonValue;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The <a
 * href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app">tokens</a>
 * of one installation of an App, each good for an hour, renewed five minutes before its end and when it is rejected: once,
 * however many threads wait for it. How long a token or what it looks like is not GitHub's promise, and not looked at.
 *
 * <p><i>Thread-safe.</i>
 */
final class InstallationTokens implements CredentialsProvider {

    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final long LONGEST_ANSWER = 16L << 20;

    private final AppApi app;
    private final long installation;
    private final Clock clock;
    private @Nullable Token token;
    private @Nullable Credentials rejected;

    InstallationTokens(AppApi app, long installation, Clock clock) {
        this.app = app;
        this.installation = installation;
        this.clock = clock;
    }

    /** @param until when it is to be renewed, by this machine's clock */
    private record Token(Credentials credentials, Instant until) {}

    @Override
    public String identity() {
        return app.identity() + "-installation-" + installation;
    }

    @Override
    public synchronized Credentials current() {
        Token known = token;
        if (known == null || !clock.instant().isBefore(known.until())) {
            known = renewed();
            token = known;
        }
        return known.credentials();
    }

    @Override
    public synchronized void rejected(Credentials used) {
        if (token != null && used.equals(token.credentials())) {
            rejected = used;
            token = null;
        }
    }

    private Token renewed() {
        Token fresh = issued();
        if (fresh.credentials().equals(rejected)) {
            throw new AccessDeniedException(
                    "GitHub rejects the token of installation " + installation + " that it issued again for "
                            + app.identity() + "; try again later, and look at the installation if it stays so");
        }
        app.prove(fresh.credentials());
        return fresh;
    }

    private Token issued() {
        try {
            return app.post("app/installations/" + installation + "/access_tokens", this::read);
        } catch (NotFoundException e) {
            throw new AccessDeniedException(
                    "There is no installation " + installation + " of " + app.identity()
                            + ", or no longer; install the App again, or name another installation: " + e.getMessage(),
                    e);
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(
                    "Installation " + installation + " of " + app.identity() + " gets no token: " + e.getMessage()
                            + advice(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static String advice(String message) {
        return message.contains("suspended")
                ? "; whoever owns the account it is installed on can unsuspend it in the account's settings, under GitHub"
                        + " Apps"
                : "";
    }

    /** How long it lasts is told by one clock alone, the host's. */
    private Token read(HttpResponse answer) {
        JsonValue json = JsonValue.parse(answer.textUpTo(LONGEST_ANSWER));
        Secret secret = Secret.of(json.at("token").text().toCharArray());
        Instant now = clock.instant();
        Duration lifetime = Duration.between(answer.date().orElse(now), expiry(json));
        return new Token(new Credentials.Bearer(secret), now.plus(lifetime).minus(EARLY));
    }

    private static Instant expiry(JsonValue json) {
        String text = json.at("expires_at").text();
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UnavailableException(
                    "GitHub issued a token that expires at '" + text + "', which is no time; try again later", e);
        }
    }
}
