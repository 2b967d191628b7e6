package io.repobackup.core.vault;

import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An entry of a subject's log. It holds every part of the subject as it is known since then, those that did not change
 * included, so one record is all that a restore needs besides the blobs that it names.
 *
 * <p><i>Immutable.</i>
 *
 * @param header what it says of itself
 * @param subject the subject as its host described it then
 * @param completeness whether every part that was offered is held and lacks nothing
 * @param parts each part, in alphabetical order
 * @param prune what a {@link RecordKind#PRUNE} record drops
 */
public record LogRecord(
        RecordHeader header,
        Subject subject,
        Completeness completeness,
        Map<Part, PartRecord> parts,
        Optional<PruneNote> prune) {

    /** Takes a copy. */
    public LogRecord {
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    }

    /** Its number in the log, 1 or more. */
    public long number() {
        return header.number();
    }

    /** Why it was appended. */
    public RecordKind kind() {
        return header.kind();
    }

    /** Since when it stands. */
    public Instant time() {
        return header.time();
    }

    /** What it holds of a part. */
    public Optional<PartRecord> part(Part part) {
        return Optional.ofNullable(parts.get(part));
    }

    /** The git content of a part, when the part is there and is a git repository. */
    public Optional<StoredGit> git(Part part) {
        return content(part, StoredGit.class);
    }

    /** The metadata of a part, when the part is there and was captured by a snapshotter. */
    public Optional<StoredMetadata> metadata(Part part) {
        return content(part, StoredMetadata.class);
    }

    /** The record as a snapshot seen from outside. */
    public SnapshotInfo info() {
        Map<Part, Instant> captured = new TreeMap<>();
        parts.forEach((part, record) -> record.content().ifPresent(content -> captured.put(part, content.captured())));
        return new SnapshotInfo(subject.id(), subject.name(), number(), time(), completeness, captured);
    }

    private <T> Optional<T> content(Part part, Class<T> type) {
        return part(part)
                .flatMap(PartRecord::content)
                .map(PartContent::stored)
                .filter(type::isInstance)
                .map(type::cast);
    }
}
