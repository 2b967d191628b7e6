package io.repobackup.github;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import java.util.Arrays;

/**
 * Who asks with a token of a person: a personal access token, fine-grained or classic, or one of OAuth. An App is a {@link
 * GitHubApp}.
 */
public final class GitHubCredentials {

    private GitHubCredentials() {}

    /**
     * A token, for the API and for git.
     *
     * @param identity whose it is, as events and reports name it; tokens of one person share its limits, so give them one
     *     name
     * @param token the token alone, without a line break at its end
     * @throws MisconfiguredException when the token is empty
     */
    public static CredentialsProvider token(String identity, Secret token) {
        char[] text = token.reveal();
        boolean isEmpty = new String(text).isBlank();
        Arrays.fill(text, '\0');
        if (isEmpty || identity.isBlank()) {
            throw new MisconfiguredException(
                    "A token of GitHub and the name of whose it is must not be empty; check the"
                            + " variable or file that it is read from");
        }
        return CredentialsProvider.fixed(identity, new Credentials.Bearer(token));
    }

    /** The same of somebody who need not be told apart from others. */
    public static CredentialsProvider token(Secret token) {
        return token("github-token", token);
    }
}
