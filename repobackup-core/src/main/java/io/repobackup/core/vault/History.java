package io.repobackup.core.vault;

import io.repobackup.api.snapshot.SnapshotInfo;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The snapshots in a log that can be restored. */
final class History {

    private final SubjectLog log;

    History(SubjectLog log) {
        this.log = log;
    }

    List<SnapshotInfo> all() {
        List<LogRecord> records = log.records().toList();
        Set<Long> dropped = new HashSet<>();
        records.forEach(record -> record.prune().ifPresent(prune -> dropped.addAll(prune.dropped())));
        return records.stream()
                .filter(record -> isSnapshot(record) && !dropped.contains(record.number()))
                .map(LogRecord::info)
                .toList();
    }

    Optional<SnapshotInfo> at(Instant moment, Consumer<Finding> odd) {
        Set<Long> dropped = new HashSet<>();
        try (Stream<LogRecord> newestFirst = log.newestFirst(odd)) {
            return newestFirst
                    .peek(record -> record.prune().ifPresent(prune -> dropped.addAll(prune.dropped())))
                    .filter(record -> isSnapshot(record) && !dropped.contains(record.number()))
                    .filter(record -> !record.time().isAfter(moment))
                    .findFirst()
                    .map(LogRecord::info);
        }
    }

    private static boolean isSnapshot(LogRecord record) {
        return record.kind() == RecordKind.SNAPSHOT;
    }
}
