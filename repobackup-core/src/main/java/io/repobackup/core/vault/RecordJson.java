package io.repobackup.core.vault;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.subject.Part;
import io.repobackup.core.vault.json.JsonFields;
import io.repobackup.core.vault.json.JsonObject;
import io.repobackup.core.vault.json.MalformedException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A record as JSON: the fields of docs/FORMAT.md, section «Records». */
final class RecordJson {

    private RecordJson() {}

    static JsonFields encode(LogRecord record) {
        JsonFields parts = new JsonFields();
        record.parts().forEach((part, content) -> parts.put(part.name(), PartJson.encode(content)));
        return encodeHeader(record.header())
                .put("subject", SubjectJson.encode(record.subject()))
                .flag("complete", record.completeness() == Completeness.COMPLETE)
                .put("parts", parts)
                .maybe("prune", record.prune(), RecordJson::encodePrune);
    }

    static LogRecord decode(JsonObject fields) {
        JsonObject parts = fields.object("parts");
        Map<Part, PartRecord> decoded = new TreeMap<>();
        parts.names().forEach(name -> decoded.put(new Part(name), PartJson.decode(parts.object(name))));
        return new LogRecord(
                decodeHeader(fields),
                SubjectJson.decode(fields.object("subject")),
                fields.flag("complete") ? Completeness.COMPLETE : Completeness.INCOMPLETE,
                decoded,
                fields.maybeObject("prune").map(RecordJson::decodePrune));
    }

    private static JsonFields encodeHeader(RecordHeader header) {
        return new JsonFields()
                .put("format", Format.VERSION)
                .put("requires", RequirementsJson.encode(header.requires()))
                .put("vault", header.vault().text())
                .put("number", header.number())
                .put("commit", header.commit())
                .put("kind", header.kind().word())
                .put("time", header.time())
                .put("run", header.run())
                .put("engine", header.engine())
                .maybe("previous", header.previous(), RecordJson::encodeLink);
    }

    private static RecordHeader decodeHeader(JsonObject fields) {
        return new RecordHeader(
                new VaultId(fields.text("vault")),
                fields.number("number"),
                fields.text("commit"),
                RecordKind.of(fields.text("kind"))
                        .orElseThrow(() -> new MalformedException("a kind of record", fields.text("kind"))),
                fields.time("time"),
                fields.text("run"),
                fields.text("engine"),
                fields.maybeObject("previous").map(RecordJson::decodeLink),
                RequirementsJson.decode(fields.object("requires")));
    }

    private static JsonFields encodeLink(RecordLink link) {
        return new JsonFields()
                .put("number", link.number())
                .put("sha256", link.sha256().hex());
    }

    private static RecordLink decodeLink(JsonObject fields) {
        return new RecordLink(fields.number("number"), new Sha256(fields.text("sha256")));
    }

    private static JsonFields encodePrune(PruneNote prune) {
        return new JsonFields()
                .objects("dropped", new TreeSet<>(prune.dropped()), number -> new JsonFields().put("number", number))
                .texts(
                        "condemned",
                        prune.condemned().stream().map(BlobKey::text).toList());
    }

    private static PruneNote decodePrune(JsonObject fields) {
        return new PruneNote(
                fields.objects("dropped").stream()
                        .map(dropped -> dropped.number("number"))
                        .collect(Collectors.toUnmodifiableSet()),
                fields.texts("condemned").stream().map(BlobKey::of).toList());
    }
}
