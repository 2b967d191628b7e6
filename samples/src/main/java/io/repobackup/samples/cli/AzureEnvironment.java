package io.repobackup.samples.cli;

import io.repobackup.api.credential.Secret;
import io.repobackup.azure.AzureAccess;
import io.repobackup.azure.AzureCredential;
import java.net.URI;
import java.util.Optional;

/** Lets in with what is in the environment, in the variables that the tools of Azure read as well. */
final class AzureEnvironment implements AzureAccess {

    private static final String SIGNATURE = "AZURE_STORAGE_SAS_TOKEN";
    private static final String KEY = "AZURE_STORAGE_KEY";

    private final Terminal terminal;

    AzureEnvironment(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Optional<AzureCredential> credential(String account, URI endpoint) {
        return secret(SIGNATURE)
                .map(AzureCredential::sas)
                .or(() -> secret(KEY).map(key -> AzureCredential.accountKey(account, key)));
    }

    private Optional<Secret> secret(String variable) {
        return terminal.environment()
                .apply(variable)
                .filter(value -> !value.isBlank())
                .map(value -> Secret.of(value.strip().toCharArray()));
    }
}
