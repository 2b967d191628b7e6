package io.repobackup.samples.cli;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.sink.Sha256;
import io.repobackup.core.backup.BackupReport;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a backup is told. */
final class BackupView {

    private BackupView() {}

    static void table(BackupReport report, PrintWriter out) {
        Table table = new Table("NAME", "PART", "OUTCOME", "DETAILS");
        report.notUnchanged()
                .filter(entry -> !isNoLfs(entry))
                .forEach(entry -> table.row(
                        entry.subject().name(),
                        entry.part().name(),
                        entry.outcome().word(),
                        OutcomeText.of(entry.outcome())));
        if (!table.isEmpty()) {
            table.lines().forEach(out::println);
            out.println();
        }
        report.alarms().forEach(alarm -> out.println("Look at this: " + alarm));
        if (report.notUnchanged().anyMatch(entry -> entry.outcome() instanceof Outcome.Forbidden)) {
            out.println("Give a token with --token-env NAME, the environment variable that holds it.");
        }
        report.root().ifPresent(root -> out.println("root " + root + ": keep it elsewhere, for verify --expect-root"));
        out.println(summary(report));
    }

    /** Most repositories have no LFS objects, which is nothing to look at. */
    private static boolean isNoLfs(BackupReport.Entry entry) {
        return entry.outcome() instanceof Outcome.Absent
                && entry.part().withoutLfs().isPresent();
    }

    static JsonDocument json(BackupReport report) {
        return new JsonDocument()
                .with("command", "backup")
                .with("status", status(report))
                .with("run", report.run())
                .with("source", report.source())
                .with("started", report.started())
                .with("ended", report.ended())
                .with("storedBytes", report.storedBytes())
                .with("root", report.root().map(Sha256::hex).orElse(null))
                .with("counts", new TreeMap<>(report.counts()))
                .with("parts", report.entries(), BackupView::json)
                .with("alarms", report.alarms(), alarm -> new JsonDocument().with("message", alarm));
    }

    private static JsonDocument json(BackupReport.Entry entry) {
        JsonDocument json = new JsonDocument()
                .with("subject", entry.subject().id())
                .with("name", entry.subject().name())
                .with("url", entry.subject().url())
                .with("part", entry.part())
                .with("outcome", entry.outcome().word())
                .with("severity", word(entry.outcome().severity()))
                .with("details", OutcomeText.of(entry.outcome()))
                .with("milliseconds", entry.took().toMillis());
        return entry.outcome() instanceof Outcome.Stored stored
                ? json.with("bytes", stored.bytes()).with("items", stored.items())
                : json;
    }

    private static String summary(BackupReport report) {
        String counts = new TreeMap<>(report.counts())
                .entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
        return "Backup " + status(report) + ": " + (counts.isEmpty() ? "nothing to do" : counts) + "; "
                + Amount.bytes(report.storedBytes()) + " stored in " + Amount.time(report.took());
    }

    private static String status(BackupReport report) {
        return word(report.severity());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
