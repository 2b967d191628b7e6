package io.repobackup.samples.cli;

import io.repobackup.api.failure.MisconfiguredException;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Makes the library's word on arguments the command line's. */
final class Usage {

    private Usage() {}

    /** Takes something from the arguments; what the library refuses then is wrong usage, not a failure. */
    static <T> T of(CommandSpec command, Supplier<T> argument) {
        try {
            return argument.get();
        } catch (MisconfiguredException e) {
            throw new ParameterException(command.commandLine(), OutcomeText.message(e), e);
        }
    }
}
