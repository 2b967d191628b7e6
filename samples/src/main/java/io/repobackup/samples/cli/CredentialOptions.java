package io.repobackup.samples.cli;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who asks the hosts. A token is named, never given: arguments are visible to every process of the machine. */
final class CredentialOptions {

    private static final String DEFAULT_USER = "git";

    @Option(
            names = "--token-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the token or password for the host.")
    @Nullable
    String variable;

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "The user name that goes with the token. Default: ${DEFAULT-VALUE}; most hosts accept any.",
            defaultValue = DEFAULT_USER)
    String user = DEFAULT_USER;

    CredentialsProvider provider(Terminal terminal) {
        return variable == null
                ? CredentialsProvider.none()
                : CredentialsProvider.fixed(name(), new Credentials.Basic(user, token(terminal)));
    }

    /** Whose token it is, for people. */
    String name() {
        return user + " ($" + variable + ")";
    }

    Secret token(Terminal terminal) {
        if (variable == null) {
            throw new MisconfiguredException(
                    "This source needs a token: give --token-env NAME, the environment variable" + " that holds it");
        }
        return terminal.environment()
                .apply(variable)
                .filter(value -> !value.isBlank())
                .map(value -> Secret.of(value.strip().toCharArray()))
                .orElseThrow(() -> new MisconfiguredException("--token-env names the environment variable " + variable
                        + ", which is not set; export it, for example: export " + variable + "=..."));
    }
}
