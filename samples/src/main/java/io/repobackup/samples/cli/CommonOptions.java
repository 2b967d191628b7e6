package io.repobackup.samples.cli;

import io.repobackup.core.vault.VaultOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CommonOptions {

    @Option(
            names = "--vault",
            paramLabel = "URI",
            required = true,
            converter = VaultAddress.Converter.class,
            description = "Where the backups are: a directory such as ./vault, or s3://bucket/prefix, or"
                    + " azure://account/container/prefix.")
    VaultAddress vault;

    @Mixin
    EncryptionOptions encryption;

    @Mixin
    SigningOptions signing;

    @Option(names = "--json", description = "Print one JSON document on standard output instead of a table.")
    boolean json;

    @Option(names = "--verbose", description = "Show where a failure happened, with its stack trace.")
    boolean verbose;

    VaultOptions options() {
        return signing.options();
    }
}
