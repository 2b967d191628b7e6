package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.copy.Comparison;
import io.repobackup.core.copy.CopyEngine;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.vault.Vault;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps a second copy of a vault. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Copies what is new of a vault to another store, and compares every byte with its record.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CopyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--to",
            paramLabel = "URI",
            required = true,
            converter = VaultAddress.Converter.class,
            description = "Where the copy is: nothing yet, or an earlier copy of the same vault.")
    VaultAddress to;

    @Option(names = "--compare-digests", description = "Read all that the copy has, too, instead of comparing lengths.")
    boolean digests;

    @Mixin
    CommonOptions common;

    CopyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (BlobSink sink = VaultSink.open(common, terminal);
                BlobSink target = VaultSink.store(to, terminal)) {
            CopyReport report = CopyEngine.builder()
                    .from(Vault.open(sink, common.options()))
                    .to(target)
                    .comparison(digests ? Comparison.DIGESTS : Comparison.SIZES)
                    .build()
                    .run();
            if (common.json) {
                terminal.out().println(json(report));
            } else {
                print(report);
            }
            return ExitStatus.of(report.severity());
        }
    }

    private void print(CopyReport report) {
        report.troubles().forEach(trouble -> terminal.out().println(trouble.text()));
        terminal.out()
                .println("Copy " + BackupView.word(report.severity()) + ": " + Amount.count(report.copied(), "object")
                        + " of " + Amount.bytes(report.bytes()) + " copied, " + Amount.count(report.present(), "object")
                        + " there before, in " + Amount.time(report.took()));
        if (!report.complete()) {
            terminal.out().println("It was stopped before its end; run it again.");
        }
    }

    private static JsonDocument json(CopyReport report) {
        return new JsonDocument()
                .with("command", "copy")
                .with("status", BackupView.word(report.severity()))
                .with("copied", report.copied())
                .with("present", report.present())
                .with("bytes", report.bytes())
                .with("complete", report.complete())
                .with("milliseconds", report.took().toMillis())
                .with(
                        "troubles",
                        report.troubles().toList(),
                        trouble -> new JsonDocument()
                                .with("kind", trouble.kind())
                                .with("key", trouble.key())
                                .with("cause", trouble.cause())
                                .with(
                                        "harms",
                                        trouble.harms(),
                                        snapshot -> new JsonDocument()
                                                .with("number", snapshot.number())
                                                .with("time", snapshot.time())));
    }
}
