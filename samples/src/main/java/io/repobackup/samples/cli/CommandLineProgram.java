package io.repobackup.samples.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program as a whole: its commands, and how it fails. <i>Immutable.</i> */
public final class CommandLineProgram {

    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private final Terminal terminal;

    CommandLineProgram(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The program on the terminal and in the environment of this process. */
    public static CommandLineProgram ofProcess(String... args) {
        if (List.of(args).contains("--verbose")) {
            System.setProperty(LOG_LEVEL, "debug");
        }
        return new CommandLineProgram(Terminal.ofProcess());
    }

    /** Runs one command and returns the exit status. */
    public int run(String... args) {
        CommandLine program = new CommandLine(new Root())
                .addSubcommand(new QuickstartCommand(terminal))
                .addSubcommand(new BackupCommand(terminal))
                .addSubcommand(new RestoreCommand(terminal))
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new AdoptCommand(terminal))
                .addSubcommand(new CopyCommand(terminal))
                .addSubcommand(new RekeyCommand(terminal))
                .addSubcommand(new LockCommand(terminal))
                .addSubcommand(new SealCommand(terminal))
                .addSubcommand(new KeygenCommand(terminal))
                .addSubcommand(new ChallengeCommand(terminal))
                .addSubcommand(new CertifyCommand(terminal))
                .addSubcommand(new PolicyCommand(terminal))
                .setCaseInsensitiveEnumValuesAllowed(true);
        FailureMessages failures = new FailureMessages(terminal);
        return program.setOut(terminal.out())
                .setErr(terminal.err())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .execute(args);
    }

    /** What is said when no command is named. */
    @Command(
            name = "repobackup",
            mixinStandardHelpOptions = true,
            version = "repobackup 0.1.0-SNAPSHOT",
            description = "Backs up git repositories into object storage, and brings them back.",
            synopsisSubcommandLabel = "COMMAND",
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {
                "0:all is well",
                "1:something went wrong",
                "2:the arguments make no sense",
                "3:something is missing or waits; what was stored is sound"
            },
            footer = {
                "",
                "To begin with:",
                "  java -jar repobackup-samples.jar quickstart https://git.example/acme/tool.git"
                        + " --vault ./vault --restore ./restored"
            })
    private static final class Root implements Runnable {

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say what to do: quickstart, backup, restore, list, verify, adopt, copy, lock, seal, keygen, challenge,"
                            + " certify or policy");
        }
    }
}
