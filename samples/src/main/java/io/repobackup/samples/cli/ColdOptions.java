package io.repobackup.samples.cli;

import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.thaw.ColdBlob;
import io.repobackup.core.thaw.Thawing;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether what lies in a cold tier is asked for, and waited for. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ColdOptions {

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--thaw-for",
            paramLabel = "DURATION",
            converter = Lasting.class,
            description = "Ask the store to make what lies in a cold tier readable for so long, such as 3d.")
    @Nullable
    Duration thawFor;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = Lasting.class,
            description = "With --thaw-for: wait for it at most so long, then go on. Otherwise come back later.")
    @Nullable
    Duration wait;

    void requireSense() {
        if (wait != null && thawFor == null) {
            throw new ParameterException(spec.commandLine(), "--wait goes with --thaw-for");
        }
    }

    /** Runs, and once more when what was cold can be read within the time. */
    CopyReport run(Supplier<CopyReport> run, BiFunction<CopyReport, Duration, Thawing> thaw, Terminal terminal) {
        CopyReport report = run.get();
        if (thawFor == null || report.cold().isEmpty()) {
            return report;
        }
        Thawing thawing = thaw.apply(report, thawFor);
        terminal.err()
                .println("Cold: " + ThawJob.amount(report.cold()) + "; " + thawing.asked() + " asked for, "
                        + thawing.underWay() + " on their way before");
        List<ColdBlob> left = wait == null ? report.cold() : thawing.await(wait);
        return left.isEmpty() ? run.get() : report;
    }
}
