package io.repobackup.samples.cli;

import io.repobackup.api.failure.RepobackupException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong: to a person in one line, to a script also as JSON. */
final class FailureMessages implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Terminal terminal;

    FailureMessages(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        terminal.err().println(failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, terminal.err());
        terminal.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitStatus.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof ParameterException usage) {
            return handleParseException(usage, new String[0]);
        }
        String message = message(failure);
        terminal.err().println("repobackup: " + message);
        if (message.contains("AgeChallenge")) {
            terminal.err()
                    .println(
                            "Give --age-proof with the key's file, or --age-answer with what the holder of the key answers"
                                    + " to a challenge, which the command challenge writes.");
        }
        if (command.getParseResult().matchedOptionValue("--verbose", Boolean.FALSE)) {
            failure.printStackTrace(terminal.err());
        }
        if (command.getParseResult().matchedOptionValue("--json", Boolean.FALSE)) {
            terminal.out()
                    .println(new JsonDocument()
                            .with("command", command.getCommandName())
                            .with("status", "failed")
                            .with("error", message));
        }
        return ExitStatus.FAILED;
    }

    private static String message(Exception failure) {
        return failure instanceof RepobackupException
                ? OutcomeText.message(failure)
                : "This should not have happened (" + failure + "); run it with --verbose and report what it prints";
    }
}
