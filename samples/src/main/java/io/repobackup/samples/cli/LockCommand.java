package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.lock.LockEngine;
import io.repobackup.core.lock.LockReport;
import io.repobackup.core.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps locked what snapshots need. */
@Command(
        name = "lock",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Extends the locks of everything that snapshots need, so that nobody can remove it before its time.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LockCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--keep-for",
            paramLabel = "DURATION",
            required = true,
            converter = Lasting.class,
            description = "For how long from now on, such as 90d. Nobody can take it back.")
    Duration keepFor;

    @Option(
            names = "--locked-at-put",
            paramLabel = "DURATION",
            converter = Lasting.class,
            description = "For how long every object is locked when it is stored; then the young ones cost no request.")
    @Nullable
    Duration lockedAtPut;

    @Option(
            names = "--renew-when-left",
            paramLabel = "DURATION",
            converter = Lasting.class,
            description = "Renew locks that end within this time. Default: as --keep-for.")
    @Nullable
    Duration renewWhenLeft;

    @Option(
            names = "--share",
            paramLabel = "I/N",
            converter = Sample.Converter.class,
            description = "Only the I-th of N shares of all subjects: 3/28 on the third day of a month.")
    @Nullable
    Sample share;

    @Mixin
    CommonOptions common;

    LockCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (BlobSink sink = VaultSink.open(common, terminal)) {
            LockReport report = engine(Vault.open(sink, common.options())).run();
            if (common.json) {
                terminal.out().println(json(report));
            } else {
                print(report);
            }
            return ExitStatus.of(report.severity());
        }
    }

    private LockEngine engine(Vault vault) {
        LockEngine.Builder builder = LockEngine.builder().vault(vault).keepFor(keepFor);
        if (lockedAtPut != null) {
            builder.lockedAtPut(lockedAtPut);
        }
        if (renewWhenLeft != null) {
            builder.renewWhenLeft(renewWhenLeft);
        }
        if (share != null) {
            builder.share(share.index(), share.of());
        }
        return builder.build();
    }

    private void print(LockReport report) {
        List<LockReport.Trouble> troubles = report.troubles().toList();
        troubles.forEach(trouble -> terminal.out().println(trouble.text()));
        terminal.out()
                .println("Locks " + BackupView.word(report.severity()) + " until " + report.until() + ": "
                        + Amount.count(report.locked(), "object") + " extended, "
                        + Amount.count(report.already(), "object")
                        + " locked for long enough, in " + Amount.time(report.took()));
        if (!report.complete()) {
            terminal.out().println("It was stopped before its end; run it again.");
        }
    }

    private static JsonDocument json(LockReport report) {
        return new JsonDocument()
                .with("command", "lock")
                .with("status", BackupView.word(report.severity()))
                .with("until", report.until())
                .with("locked", report.locked())
                .with("already", report.already())
                .with("complete", report.complete())
                .with("milliseconds", report.took().toMillis())
                .with(
                        "troubles",
                        report.troubles().toList(),
                        trouble -> new JsonDocument()
                                .with("kind", trouble.kind())
                                .with("key", trouble.key())
                                .with("cause", trouble.cause()));
    }
}
