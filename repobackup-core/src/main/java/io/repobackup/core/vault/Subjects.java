package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.catalog.Catalog;
import io.repobackup.core.vault.file.SmallFiles;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.key.VaultKeys;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The subjects that have a log in a vault. <i>Thread-safe.</i> */
final class Subjects {

    private final BlobSink sink;
    private final VaultId vault;
    private final VaultOptions options;

    Subjects(BlobSink sink, VaultId vault, VaultOptions options) {
        this.sink = sink;
        this.vault = vault;
        this.options = options;
    }

    Stream<SubjectId> all() {
        return new FolderScan(sink, VaultKeys.LOGS, 2).keys().flatMap(record -> subject(record).stream());
    }

    List<SubjectId> named(String name, Clock clock) {
        List<SubjectId> known = inCatalogs(name, clock);
        if (!known.isEmpty()) {
            return known;
        }
        try (Stream<SubjectId> all = all()) {
            return all.filter(subject -> hadName(subject, name)).toList();
        }
    }

    private List<SubjectId> inCatalogs(String name, Clock clock) {
        return new NameOrder(name)
                .holders(new Sources(sink, vault)
                        .all().stream()
                                .map(source -> new Catalog(sink, vault.text(), source, clock))
                                .flatMap(catalog -> catalog.latest().entries().stream())
                                .toList());
    }

    private boolean hadName(SubjectId subject, String name) {
        try (Stream<LogRecord> records = new SubjectLog(sink, vault, subject, options).records()) {
            return records.anyMatch(record -> record.subject().name().equalsIgnoreCase(name));
        }
    }

    private Optional<SubjectId> subject(BlobKey record) {
        return SubjectKeys.ofRecord(record).flatMap(SubjectKeys::subject).or(() -> subjectIn(record));
    }

    /** A key that was shortened tells no id; then the record does. */
    private Optional<SubjectId> subjectIn(BlobKey record) {
        try {
            return new SmallFiles(sink)
                    .read(record)
                    .map(file ->
                            RecordBytes.decode(record, file).record().subject().id());
        } catch (CorruptedException e) {
            return Optional.empty();
        }
    }
}
