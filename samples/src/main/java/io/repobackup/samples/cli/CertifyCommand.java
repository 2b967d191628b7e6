package io.repobackup.samples.cli;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.vault.signing.Certificate;
import io.repobackup.core.vault.signing.Role;
import io.repobackup.core.vault.signing.RootKey;
import io.repobackup.core.vault.signing.Statement;
import io.repobackup.core.vault.signing.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Vouches for a signing key. */
@Command(
        name = "certify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says with a root key that somebody may sign records. Run it where the root key is kept.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CertifyCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Clock clock = Clock.systemUTC();

    @Spec
    CommandSpec spec;

    @Option(names = "--root-key", paramLabel = "FILE", required = true, description = "The root's key file.")
    Path rootKey;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            required = true,
            description = "Whom to certify: what keygen --kind signing printed.")
    String key;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "writer, maintainer or pruner; may be repeated.")
    List<Role> roles = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "For people: which machine or team.")
    String name;

    @Option(names = "--only-for", paramLabel = "ID", description = "The id of the only vault that it counts for.")
    @Nullable
    String vault;

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "The certificate; it must not exist.")
    Path to;

    CertifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Statement statement = Usage.of(spec, this::statement);
        Certificate certificate = RootKey.parse(KeyFiles.secret(rootKey)).certify(statement);
        try {
            Files.writeString(to, certificate.text() + "\n", StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "Cannot write the certificate to " + to + " (" + e + "); name a file that does not exist", e);
        }
        terminal.out().println(certificate);
        return ExitStatus.OK;
    }

    private Statement statement() {
        try {
            Statement statement =
                    Statement.of(VerifyingKey.parse(key), name, clock.instant(), roles.toArray(Role[]::new));
            return vault == null ? statement : statement.onlyFor(vault);
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException("Cannot certify this: " + e.getMessage(), e);
        }
    }
}
