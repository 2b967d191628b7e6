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
        if (variable == null) {
            return CredentialsProvider.none();
        }
        String token = terminal.environment()
                .apply(variable)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new MisconfiguredException("--token-env names the environment variable " + variable
                        + ", which is not set; export it, for example: export " + variable + "=..."));
        return CredentialsProvider.fixed(
                user + " ($" + variable + ")", new Credentials.Basic(user, Secret.of(token.toCharArray())));
    }
}
