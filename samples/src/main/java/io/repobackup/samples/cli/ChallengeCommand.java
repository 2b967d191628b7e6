package io.repobackup.samples.cli;

import io.repobackup.age.AgeChallenge;
import io.repobackup.age.AgeRecipient;
import io.repobackup.api.failure.MisconfiguredException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds out whether somebody holds the key of a recipient. */
@Command(
        name = "challenge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes a file that only the holder of a recipient's key can open, before a vault is made for it.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ChallengeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    CommandSpec spec;

    @Option(names = "--age-recipient", paramLabel = "age1…", required = true, description = "Whose key it is.")
    String recipient;

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "The file; it must not exist.")
    Path to;

    ChallengeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        AgeRecipient whose = Usage.of(spec, () -> AgeRecipient.parse(recipient));
        try {
            Files.write(to, AgeChallenge.to(whose).file(), StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "Cannot write the challenge to " + to + " (" + e + "); name a file that does not exist", e);
        }
        terminal.out().println("Where the key is:  age -d -i KEYFILE " + to.getFileName());
        terminal.out().println("Then here:         backup … --age-answer " + to + "=ANSWER");
        return ExitStatus.OK;
    }
}
