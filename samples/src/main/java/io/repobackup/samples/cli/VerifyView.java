package io.repobackup.samples.cli;

import io.repobackup.core.vault.run.DrillEntry;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.VerifyReport;
import java.io.PrintWriter;

/** How a verification is told. */
final class VerifyView {

    private VerifyView() {}

    static void table(VerifyReport report, PrintWriter out) {
        report.damages().forEach(damage -> out.println(BackupView.word(damage.severity()) + ": " + damage.text()));
        if (report.damages().findAny().isPresent()) {
            out.println();
        }
        report.entries().stream()
                .flatMap(entry -> entry.drill().stream())
                .map(VerifyView::drilled)
                .forEach(out::println);
        out.println("Verification " + BackupView.word(report.severity()) + " at depth "
                + BackupView.word(report.depth()) + ": " + Amount.count(report.subjects(), "subject") + ", "
                + Amount.count(report.records(), "record") + ", " + Amount.count(report.blobs(), "blob") + ", "
                + Amount.bytes(report.bytesRead()) + " read, " + Amount.count(report.orphans(), "orphan") + " in "
                + Amount.time(report.took()));
        if (!report.complete()) {
            out.println("It was stopped before its end; run it again.");
        }
    }

    /** What is told on the way. */
    static String line(VerifyReport.Entry entry) {
        return entry.name().orElseGet(() -> entry.subject().toString()) + ": " + BackupView.word(entry.severity())
                + " (" + Amount.time(entry.took()) + ")";
    }

    static JsonDocument json(VerifyReport report) {
        return new JsonDocument()
                .with("command", "verify")
                .with("status", BackupView.word(report.severity()))
                .with("depth", BackupView.word(report.depth()))
                .with("complete", report.complete())
                .with("records", report.records())
                .with("blobs", report.blobs())
                .with("bytesRead", report.bytesRead())
                .with("orphans", report.orphans())
                .with("drill", report.drill().orElse(null))
                .with("milliseconds", report.took().toMillis())
                .with("damages", report.damages().toList(), VerifyView::json)
                .with("subjects", report.entries(), VerifyView::json);
    }

    private static JsonDocument json(Damage damage) {
        return new JsonDocument()
                .with("kind", damage.kind())
                .with("severity", BackupView.word(damage.severity()))
                .with("key", damage.key())
                .with("expected", damage.expected())
                .with("found", damage.found())
                .with(
                        "harms",
                        damage.harms(),
                        harmed -> new JsonDocument()
                                .with("number", harmed.number())
                                .with("time", harmed.time().orElse(null)));
    }

    private static JsonDocument json(VerifyReport.Entry entry) {
        JsonDocument json = new JsonDocument()
                .with("subject", entry.subject())
                .with("name", entry.name().orElse(null))
                .with("severity", BackupView.word(entry.severity()))
                .with("snapshots", entry.snapshots())
                .with("milliseconds", entry.took().toMillis());
        return entry.drill()
                .map(drill -> json.with("restored", drill.snapshot())
                        .with("objects", drill.objects())
                        .with("items", drill.items()))
                .orElse(json);
    }

    private static String drilled(DrillEntry drill) {
        return drill.name() + ": snapshot " + drill.snapshot() + " of " + drill.time() + " came back "
                + BackupView.word(drill.result()) + ", " + Amount.count(drill.objects(), "object") + " and "
                + Amount.count(drill.items(), "item") + " in " + Amount.time(drill.took());
    }
}
