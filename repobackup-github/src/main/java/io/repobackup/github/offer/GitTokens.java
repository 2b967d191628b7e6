package io.repobackup.github.offer;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;

/**
 * The same identity as git shows it: a token is the password of the user {@code x-access-token}, as <a
 * href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/authenticating-as-a-github-app-installation#about-authentication-as-a-github-app-installation">GitHub
 * wants it</a>. Limits are shared, for the identity is the same.
 *
 * <p><i>Thread-safe.</i>
 */
final class GitTokens implements CredentialsProvider {

    private static final String USER = "x-access-token";

    private final CredentialsProvider tokens;

    GitTokens(CredentialsProvider tokens) {
        this.tokens = tokens;
    }

    @Override
    public String identity() {
        return tokens.identity();
    }

    @Override
    public Credentials current() {
        Credentials current = tokens.current();
        return current instanceof Credentials.Bearer bearer ? new Credentials.Basic(USER, bearer.token()) : current;
    }

    @Override
    public void rejected(Credentials used) {
        tokens.rejected(
                used instanceof Credentials.Basic basic && basic.user().equals(USER)
                        ? new Credentials.Bearer(basic.password())
                        : used);
    }
}
