package io.repobackup.samples.cli;

import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.core.restore.RestoreReport;
import java.io.PrintWriter;
import java.nio.file.Path;

/** How a restore is told. */
final class RestoreView {

    private RestoreView() {}

    static void table(RestoreReport report, Path target, PrintWriter out) {
        Table table = new Table("NAME", "AS OF", "SIZE", "OUTCOME");
        report.entries()
                .forEach(entry -> table.row(
                        name(entry),
                        entry.snapshot().map(found -> found.time().toString()).orElse("-"),
                        Amount.bytes(entry.bytes()),
                        outcome(entry)));
        if (!table.isEmpty()) {
            table.lines().forEach(out::println);
            out.println();
        }
        report.entries().forEach(entry -> entry.notes().forEach(note -> out.println("Look at this: " + note)));
        long done = report.entries().stream().filter(RestoreView::isDone).count();
        out.println("Restore " + BackupView.word(report.severity()) + ": " + done + " of "
                + Amount.count(report.entries().size(), "subject") + " into " + target + " in "
                + Amount.time(report.took()));
    }

    static JsonDocument json(RestoreReport report, Path target) {
        return new JsonDocument()
                .with("command", "restore")
                .with("status", BackupView.word(report.severity()))
                .with("target", target)
                .with("milliseconds", report.took().toMillis())
                .with("subjects", report.entries(), RestoreView::json);
    }

    private static JsonDocument json(RestoreReport.Entry entry) {
        return new JsonDocument()
                .with("subject", entry.subject())
                .with("name", entry.snapshot().map(SnapshotInfo::name).orElse(null))
                .with("number", entry.snapshot().map(SnapshotInfo::number).orElse(null))
                .with("time", entry.snapshot().map(SnapshotInfo::time).orElse(null))
                .with("severity", BackupView.word(entry.severity()))
                .with("details", outcome(entry))
                .with("notes", entry.notes(), note -> new JsonDocument().with("message", note))
                .with("bytes", entry.bytes())
                .with("milliseconds", entry.took().toMillis());
    }

    private static boolean isDone(RestoreReport.Entry entry) {
        return entry.snapshot().isPresent() && entry.failure().isEmpty();
    }

    private static String name(RestoreReport.Entry entry) {
        return entry.snapshot()
                .map(SnapshotInfo::name)
                .orElseGet(() -> entry.subject().toString());
    }

    private static String outcome(RestoreReport.Entry entry) {
        return entry.failure()
                .map(OutcomeText::message)
                .orElseGet(() -> isDone(entry) ? "restored" : "there is no snapshot at that moment");
    }
}
