package io.repobackup.core.rekey;

import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.SubjectLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A record of the old log with its place in the new one. <i>Immutable.</i>
 *
 * @param record what it says
 * @param time its time in the new log: its own, unless the old log has times that do not ascend
 * @param isWanted whether it is carried
 */
record OldRecord(LogRecord record, Instant time, boolean isWanted) {

    /** All valid records of a log, in their order. */
    static List<OldRecord> all(SubjectLog log, Consumer<LogHead> end) {
        List<LogRecord> records = new ArrayList<>();
        end.accept(log.visit(record -> {
            CarriedBlobs.requireNotInterrupted();
            records.add(record);
        }));
        Set<Long> dropped = new HashSet<>();
        records.forEach(record -> record.prune().ifPresent(prune -> dropped.addAll(prune.dropped())));
        List<OldRecord> all = new ArrayList<>();
        Instant least = Instant.MIN;
        for (LogRecord record : records) {
            Instant time = record.time().isBefore(least) ? least : record.time();
            all.add(new OldRecord(record, time, isWanted(record, dropped)));
            least = time.plusMillis(1);
        }
        return all;
    }

    /** Whether a record of the new log is what became of this one. */
    boolean isCarriedAs(LogRecord other) {
        return time.equals(other.time()) && record.kind() == other.kind();
    }

    private static boolean isWanted(LogRecord record, Set<Long> dropped) {
        return switch (record.kind()) {
            case SNAPSHOT -> !dropped.contains(record.number());
            case GONE, RETURNED -> true;
            case PROGRESS, COMPACTION, PRUNE -> false;
        };
    }

    boolean isSnapshot() {
        return record.kind() == RecordKind.SNAPSHOT;
    }
}
