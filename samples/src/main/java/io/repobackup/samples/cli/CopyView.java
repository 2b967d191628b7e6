package io.repobackup.samples.cli;

import io.repobackup.core.copy.CopyReport;

/**
 * Shows what was copied.
 *
 * @param command the command, for programs
 * @param name what was done, for people
 * @param done what it did
 */
record CopyView(String command, String name, String done) {

    void show(CopyReport report, boolean asJson, Terminal terminal) {
        if (asJson) {
            terminal.out().println(json(report));
        } else {
            print(report, terminal);
        }
    }

    private void print(CopyReport report, Terminal terminal) {
        report.troubles().forEach(trouble -> terminal.out().println(trouble.text()));
        terminal.out()
                .println(name + " " + BackupView.word(report.severity()) + ": "
                        + Amount.count(report.copied(), "object") + " of " + Amount.bytes(report.bytes()) + " " + done
                        + ", " + Amount.count(report.present(), "object") + " there before, in "
                        + Amount.time(report.took()));
        if (!report.complete()) {
            terminal.out().println("It was stopped before its end; run it again.");
        }
    }

    private JsonDocument json(CopyReport report) {
        return new JsonDocument()
                .with("command", command)
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
