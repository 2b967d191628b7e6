package io.repobackup.core.backup;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.source.PartWork;
import io.repobackup.core.capture.CaptureMonitor;
import io.repobackup.core.capture.MetadataCaptured;
import io.repobackup.core.vault.MetadataContent;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.StoredMetadata;
import io.repobackup.core.vault.writing.Committed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One look at a part that a snapshotter captures. <i>Confined to one thread.</i> */
final class MetadataAttempt implements CaptureMonitor {

    private final Attempt attempt;
    private final PartWork.Metadata work;
    private final @Nullable MetadataContent previous;
    private final List<String> lacking;
    private final SubjectRecorder recorder;
    private final PartMonitor monitor;

    /** A look through the snapshotter of the offer. */
    MetadataAttempt(Attempt attempt, PartWork.Metadata work) {
        this(attempt, work, reliable(attempt).map(attempt.recorder().contents()::metadata), List.of());
    }

    /**
     * A look.
     *
     * @param previous what is known of the part
     * @param lacking what it lacks whatever the snapshotter says
     */
    MetadataAttempt(Attempt attempt, PartWork.Metadata work, Optional<MetadataContent> previous, List<String> lacking) {
        this.attempt = attempt;
        this.work = work;
        this.previous = previous.orElse(null);
        this.lacking = lacking;
        this.recorder = attempt.recorder();
        this.monitor = attempt.monitor();
    }

    Outcome run() {
        MetadataCaptured captured = attempt.captures()
                .metadata()
                .capture(attempt.subject(), work, Optional.ofNullable(previous), recorder.blobs(), this);
        if (captured instanceof MetadataCaptured.Missing missing) {
            return new Outcome.Absent(missing.reason());
        }
        if (captured instanceof MetadataCaptured.Changed changed) {
            return commit(
                    Attempt.outcome(lacking(changed.missing()), changed.bytes(), changed.items()), changed.content());
        }
        MetadataCaptured.Same same = (MetadataCaptured.Same) captured;
        if (isPending()) {
            return commit(Attempt.outcome(lacking(same.missing()), 0, 0), same.content());
        }
        return Attempt.unchanged(same.evidence(), lacking(same.missing()));
    }

    @Override
    public void progress(long done, long total, String unit) {
        monitor.progress(done, total, unit);
    }

    @Override
    public void checkCancelled() {
        monitor.checkCancelled();
    }

    @Override
    public void checkpoint(MetadataContent soFar) {
        recorder.progress(attempt.part(), stored(soFar), attempt.began());
    }

    /** What the loser of a race captured is dropped: it was read on top of a state that is no longer the last. */
    private Outcome commit(Outcome outcome, MetadataContent content) {
        Committed committed = recorder.snapshot(attempt.part(), attempt.record(outcome, stored(content)));
        if (committed instanceof Committed.Appended) {
            return outcome;
        }
        throw attempt.captureAgain(
                committed instanceof Committed.Expired expired
                        ? "it took " + expired.open() + ", longer than a record may take"
                        : "another run has just written the same subject");
    }

    private StoredMetadata stored(MetadataContent content) {
        return reliable(attempt)
                .map(earlier -> recorder.contents().store(content, earlier))
                .orElseGet(() -> recorder.contents().store(content));
    }

    private boolean isPending() {
        return recorder.part(attempt.part()).flatMap(PartRecord::pending).isPresent();
    }

    private List<String> lacking(List<String> missing) {
        return Stream.concat(lacking.stream(), missing.stream()).toList();
    }

    /** What the next record may build on. */
    private static Optional<StoredMetadata> reliable(Attempt attempt) {
        return attempt.isAfresh()
                ? Optional.empty()
                : attempt.recorder().part(attempt.part()).flatMap(record -> record.latest(StoredMetadata.class));
    }
}
