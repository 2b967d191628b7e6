package io.repobackup.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Appended;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.PruneNote;
import io.repobackup.core.vault.RecordHeader;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.Requirements;
import io.repobackup.core.vault.SubjectLog;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Records that a correct engine would not write, appended as if it had. */
public final class CraftedRecords {

    private CraftedRecords() {}

    /** A snapshot like the last one, with other contents of its parts. */
    public static long append(VerifyBench bench, SubjectId subject, UnaryOperator<PartContent> change) {
        return append(bench, subject, Completeness.COMPLETE, change);
    }

    public static long append(
            VerifyBench bench, SubjectId subject, Completeness completeness, UnaryOperator<PartContent> change) {
        return append(bench, subject, RecordKind.SNAPSHOT, completeness, change, Optional.empty());
    }

    /** A record that drops snapshots and condemns blobs. */
    public static long prune(VerifyBench bench, SubjectId subject, PruneNote note) {
        return append(
                bench, subject, RecordKind.PRUNE, Completeness.COMPLETE, UnaryOperator.identity(), Optional.of(note));
    }

    private static long append(
            VerifyBench bench,
            SubjectId subject,
            RecordKind kind,
            Completeness completeness,
            UnaryOperator<PartContent> change,
            Optional<PruneNote> prune) {
        SubjectLog log = bench.vault.log(subject);
        LogHead head = log.head();
        LogRecord last = head.record().orElseThrow();
        RecordHeader header = new RecordHeader(
                bench.vault.id(),
                head.number() + 1,
                "crafted",
                kind,
                last.time().plusMillis(1),
                bench.vault.freshId(),
                "test",
                head.link(),
                Requirements.none());
        Map<Part, PartRecord> parts = new TreeMap<>();
        last.parts().forEach((part, held) -> parts.put(part, changed(held, change)));
        Appended appended = log.append(new LogRecord(header, last.subject(), completeness, parts, prune));
        assertThat(appended).isInstanceOf(Appended.Done.class);
        return header.number();
    }

    private static PartRecord changed(PartRecord part, UnaryOperator<PartContent> change) {
        return new PartRecord(
                part.outcome(),
                part.notes(),
                part.checked(),
                part.mark(),
                part.content().map(change),
                part.pending());
    }
}
