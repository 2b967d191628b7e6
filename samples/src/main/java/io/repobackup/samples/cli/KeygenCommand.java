package io.repobackup.samples.cli;

import io.repobackup.age.AgeIdentity;
import io.repobackup.api.credential.Secret;
import io.repobackup.core.vault.signing.RootKey;
import io.repobackup.core.vault.signing.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key. */
@Command(
        name = "keygen",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes a key, and prints the half of it that is no secret. Keep recovery keys and root keys offline,"
                        + " twice.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeygenCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Clock clock = Clock.systemUTC();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "age",
            description = "age (to encrypt for), signing (to sign records with), or root (to certify signing keys)."
                    + " Default: ${DEFAULT-VALUE}.")
    Kind kind;

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "The key file; it must not exist.")
    Path to;

    KeygenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What a key is for. */
    enum Kind {
        /** Encryption. */
        AGE,
        /** Signing records. */
        SIGNING,
        /** Certifying who signs. */
        ROOT
    }

    @Override
    public Integer call() {
        terminal.out()
                .println(
                        switch (kind) {
                            case AGE -> age();
                            case SIGNING -> signing();
                            case ROOT -> root();
                        });
        return ExitStatus.OK;
    }

    private String age() {
        AgeIdentity identity = AgeIdentity.generate();
        return written(identity.keyFile(clock.instant()), identity.recipient().text());
    }

    private String signing() {
        SigningKey key = SigningKey.generate();
        return written(key.secret(), key.verifyingKey().text());
    }

    private String root() {
        RootKey key = RootKey.generate();
        return written(key.secret(), key.verifyingKey().text());
    }

    private String written(Secret secret, String shown) {
        KeyFiles.writeNew(to, secret);
        return shown;
    }
}
