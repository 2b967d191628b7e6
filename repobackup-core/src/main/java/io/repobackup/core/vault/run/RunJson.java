package io.repobackup.core.vault.run;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.Part;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonLines;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import io.repobackup.core.vault.json.SubjectIdFields;
import io.repobackup.core.vault.key.Ulid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The files of a run as lines of JSON: docs/FORMAT.md, section «Runs». */
final class RunJson {

    private RunJson() {}

    static byte[] encode(String vault, RunStart start) {
        JsonLines lines = new JsonLines();
        lines.add(fields(vault, start));
        return lines.toGzip();
    }

    static byte[] encode(String vault, RunReport report) {
        JsonFields counts = new JsonFields();
        report.counts().forEach(counts::put);
        JsonLines lines = new JsonLines();
        lines.add(fields(vault, report.start())
                .put("ended", report.ended())
                .put("severity", report.severity().name().toLowerCase(Locale.ROOT))
                .put("counts", counts)
                .maybe("heads", report.heads().map(Sha256::hex))
                .maybe("catalog", report.catalog()));
        report.entries().forEach(entry -> lines.add(fields(entry)));
        return lines.toGzip();
    }

    static RunStart decodeStart(String vault, String key, byte[] file) {
        return JsonLines.read(key, file, (first, none) -> {
            requireVault(vault, first);
            return start(first);
        });
    }

    static RunReport decodeReport(String vault, String key, byte[] file) {
        return JsonLines.read(key, file, (first, lines) -> {
            requireVault(vault, first);
            List<RunEntry> entries = new ArrayList<>();
            lines.forEach(line -> entries.add(entry(line)));
            return new RunReport(
                    start(first),
                    first.time("ended"),
                    severity(first.text("severity")),
                    counts(first.object("counts")),
                    first.maybeText("heads").map(Sha256::new),
                    first.maybeNumber("catalog"),
                    entries);
        });
    }

    static void requireVault(String vault, JsonObject first) {
        if (!first.text("vault").equals(vault)) {
            throw new MalformedException("the vault " + vault, first.text("vault"));
        }
    }

    private static JsonFields fields(String vault, RunStart start) {
        return new JsonFields()
                .put("format", 1)
                .put("vault", vault)
                .put("run", start.run().text())
                .put("source", start.source())
                .put("started", start.started())
                .put("engine", start.engine());
    }

    private static RunStart start(JsonObject fields) {
        return new RunStart(
                new Ulid(fields.text("run")), fields.text("source"), fields.time("started"), fields.text("engine"));
    }

    private static JsonFields fields(RunEntry entry) {
        return SubjectIdFields.encode(entry.subject())
                .put("name", entry.name())
                .put("part", entry.part().name())
                .put("outcome", entry.outcome())
                .texts("notes", entry.notes())
                .put("head", entry.head());
    }

    private static RunEntry entry(JsonObject fields) {
        return new RunEntry(
                SubjectIdFields.decode(fields),
                fields.text("name"),
                new Part(fields.text("part")),
                fields.text("outcome"),
                fields.texts("notes"),
                fields.number("head"));
    }

    private static Map<String, Long> counts(JsonObject fields) {
        Map<String, Long> counts = new TreeMap<>();
        fields.names().forEach(name -> counts.put(name, fields.number(name)));
        return counts;
    }

    static Severity severity(String word) {
        for (Severity severity : Severity.values()) {
            if (severity.name().toLowerCase(Locale.ROOT).equals(word)) {
                return severity;
            }
        }
        throw new MalformedException("a severity", word);
    }
}
