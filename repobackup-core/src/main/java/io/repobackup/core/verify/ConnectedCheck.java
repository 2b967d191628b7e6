package io.repobackup.core.verify;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.subject.Part;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.reading.LogReading;
import io.repobackup.core.vault.reading.StateReading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Proves that the packs of every kept snapshot hold what its refs reach. Snapshots share most of their packs, so the two
 * small files of each pack are read once for all of them. <i>Confined to one thread.</i>
 */
final class ConnectedCheck {

    private final StateReading states;
    private final Map<Line, ConnectedPart> lines = new LinkedHashMap<>();

    ConnectedCheck(StateReading states) {
        this.states = states;
    }

    /** A part for as long as it keeps its object format. */
    private record Line(Part part, ObjectFormat format) {}

    /** Takes note of what a snapshot claims. */
    void take(LogRecord record) {
        if (record.kind() != RecordKind.SNAPSHOT) {
            return;
        }
        record.parts().keySet().forEach(part -> record.git(part).ifPresent(git -> take(record, part, git)));
    }

    /** Reads what the claims rest on, and books those that do not hold. */
    void prove(LogReading log, BlobReader reader, SubjectBook book, LongFunction<BlobKey> records) {
        lines.forEach((line, part) -> part.prove(log, reader)
                .forEach(flaw -> book.damage(
                        flaw.kind(),
                        records.apply(flaw.firstRecord()),
                        "every object that the refs of " + line.part() + " reach, in its packs",
                        "none of the packs holds " + flaw.missing(),
                        flaw.harms())));
    }

    private void take(LogRecord record, Part part, StoredGit git) {
        lines.computeIfAbsent(new Line(part, git.format()), line -> new ConnectedPart(line.format()))
                .take(record, git, states);
    }
}
