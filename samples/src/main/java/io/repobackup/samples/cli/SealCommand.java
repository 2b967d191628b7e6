package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.seal.SealEngine;
import io.repobackup.core.seal.SealReport;
import io.repobackup.core.vault.Vault;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Vouches for what was written before records were signed. */
@Command(
        name = "seal",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Appends a signed record to every log whose last one nobody vouches for, so that all before it counts."
                        + " Verify first: what is sealed is trusted.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SealCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    CommonOptions common;

    SealCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (BlobSink sink = VaultSink.open(common, terminal)) {
            SealReport report = SealEngine.builder()
                    .vault(Vault.open(sink, common.options()))
                    .build()
                    .run();
            List<SealReport.Entry> refused = report.refused().toList();
            if (common.json) {
                terminal.out().println(json(report, refused));
            } else {
                refused.forEach(entry -> terminal.out().println(entry.subject() + ": " + entry.text()));
                terminal.out()
                        .println("Sealed " + Amount.count(report.sealed(), "log") + " of "
                                + report.entries().size());
            }
            return refused.isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }

    private static JsonDocument json(SealReport report, List<SealReport.Entry> refused) {
        return new JsonDocument()
                .with("command", "seal")
                .with("status", refused.isEmpty() ? "ok" : "failed")
                .with("sealed", report.sealed())
                .with(
                        "subjects",
                        report.entries(),
                        entry -> new JsonDocument()
                                .with("subject", entry.subject())
                                .with("result", BackupView.word(entry.result()))
                                .with("details", entry.text()));
    }
}
