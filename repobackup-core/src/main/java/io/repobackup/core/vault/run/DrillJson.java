package io.repobackup.core.vault.run;

import io.repobackup.api.outcome.Severity;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonLines;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.SubjectIdFields;
import io.repobackup.core.vault.key.Ulid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A drill as lines of JSON: docs/FORMAT.md, section «Runs». */
final class DrillJson {

    private DrillJson() {}

    static byte[] encode(String vault, DrillReport report) {
        JsonLines lines = new JsonLines();
        lines.add(new JsonFields()
                .put("format", 1)
                .put("vault", vault)
                .put("run", report.run().text())
                .put("started", report.started())
                .put("ended", report.ended())
                .put("severity", word(report.severity())));
        report.entries().forEach(entry -> lines.add(fields(entry)));
        return lines.toGzip();
    }

    static DrillReport decode(String vault, String key, byte[] file) {
        return JsonLines.read(key, file, (first, lines) -> {
            RunJson.requireVault(vault, first);
            List<DrillEntry> entries = new ArrayList<>();
            lines.forEach(line -> entries.add(entry(line)));
            return new DrillReport(new Ulid(first.text("run")), first.time("started"), first.time("ended"), entries);
        });
    }

    private static JsonFields fields(DrillEntry entry) {
        return SubjectIdFields.encode(entry.subject())
                .put("name", entry.name())
                .put("snapshot", entry.snapshot())
                .put("time", entry.time())
                .put("result", word(entry.result()))
                .texts("notes", entry.notes())
                .put("bytes", entry.bytes())
                .put("objects", entry.objects())
                .put("items", entry.items())
                .put("millis", entry.took().toMillis());
    }

    private static DrillEntry entry(JsonObject fields) {
        return new DrillEntry(
                SubjectIdFields.decode(fields),
                fields.text("name"),
                fields.number("snapshot"),
                fields.time("time"),
                RunJson.severity(fields.text("result")),
                fields.texts("notes"),
                fields.number("bytes"),
                fields.number("objects"),
                fields.number("items"),
                Duration.ofMillis(fields.number("millis")));
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
