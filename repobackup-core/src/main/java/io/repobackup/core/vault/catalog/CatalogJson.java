package io.repobackup.core.vault.catalog;

import io.repobackup.api.capture.State;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonLines;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import io.repobackup.core.vault.json.SubjectIdFields;
import io.repobackup.core.vault.key.VaultKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** A catalog as lines of JSON: docs/FORMAT.md, section «Catalogs». */
final class CatalogJson {

    private CatalogJson() {}

    static byte[] encode(CatalogFile file) {
        JsonLines lines = new JsonLines();
        lines.add(encodeHeader(file.header()));
        file.entries().values().forEach(entry -> lines.add(encodeEntry(entry)));
        return lines.toGzip();
    }

    static CatalogFile decode(String key, byte[] stored) {
        return JsonLines.read(key, stored, (first, others) -> {
            CatalogFile.Header header = decodeHeader(first);
            Map<SubjectId, CatalogEntry> entries = new LinkedHashMap<>();
            others.forEach(line -> {
                CatalogEntry entry = decodeEntry(line);
                entries.put(entry.subject(), entry);
            });
            return new CatalogFile(header, entries);
        });
    }

    private static JsonFields encodeHeader(CatalogFile.Header header) {
        return new JsonFields()
                .put("format", 1)
                .put("vault", header.vault())
                .put("source", header.source())
                .put("number", header.number())
                .maybe("base", header.base())
                .maybe("adopted", header.adopted())
                .put("time", header.time())
                .put("run", header.run())
                .maybe(
                        "state",
                        header.state(),
                        state ->
                                new JsonFields().put("version", state.version()).put("text", state.json()));
    }

    private static CatalogFile.Header decodeHeader(JsonObject fields) {
        return new CatalogFile.Header(
                fields.text("vault"),
                fields.text("source"),
                number(fields, "number", 1),
                fields.maybeNumber("base").isPresent()
                        ? OptionalLong.of(number(fields, "base", 1))
                        : OptionalLong.empty(),
                fields.maybeNumber("adopted"),
                fields.time("time"),
                fields.text("run"),
                fields.maybeObject("state").map(state -> new State((int) state.number("version"), state.text("text"))));
    }

    /** A number that a key can have; whoever forged the file may have written any. */
    private static long number(JsonObject fields, String name, long least) {
        long number = fields.number(name);
        if (number < least || number > VaultKeys.MAX_NUMBER) {
            throw new MalformedException(least + " to " + VaultKeys.MAX_NUMBER + " in " + name, String.valueOf(number));
        }
        return number;
    }

    private static JsonFields encodeEntry(CatalogEntry entry) {
        JsonFields parts = new JsonFields();
        entry.parts().forEach((part, held) -> parts.put(part.name(), encodePart(held)));
        return SubjectIdFields.encode(entry.subject())
                .put("name", entry.name())
                .texts("formerNames", entry.formerNames())
                .put("head", entry.head())
                .maybe("headSha256", entry.headDigest().map(Sha256::hex))
                .put("parts", parts)
                .maybeTime("gone", entry.gone())
                .maybe("lost", entry.lost());
    }

    private static CatalogEntry decodeEntry(JsonObject fields) {
        JsonObject parts = fields.object("parts");
        Map<Part, CatalogPart> decoded = new TreeMap<>();
        parts.names().forEach(name -> decoded.put(new Part(name), decodePart(parts.object(name))));
        return new CatalogEntry(
                SubjectIdFields.decode(fields),
                fields.text("name"),
                Set.copyOf(fields.texts("formerNames")),
                number(fields, "head", 0),
                fields.maybeText("headSha256").map(Sha256::new),
                decoded,
                fields.maybeTime("gone"),
                fields.maybeNumber("lost"));
    }

    private static JsonFields encodePart(CatalogPart part) {
        return new JsonFields()
                .put("outcome", part.outcome())
                .put("checked", part.checked())
                .maybe("mark", part.mark().map(ChangeMark::text))
                .maybeTime("captured", part.captured());
    }

    private static CatalogPart decodePart(JsonObject fields) {
        return new CatalogPart(
                fields.text("outcome"),
                fields.time("checked"),
                fields.maybeText("mark").map(ChangeMark::new),
                fields.maybeTime("captured"));
    }
}
