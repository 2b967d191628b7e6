package io.repobackup.core.capture;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.State;
import io.repobackup.api.source.PartWork;
import io.repobackup.api.subject.Subject;
import io.repobackup.core.vault.MetadataContent;
import io.repobackup.core.vault.SubjectBlobs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Captures a part through its snapshotter, and then the content that it links.
 *
 * <p><i>Thread-safe.</i>
 */
public final class MetadataCapture {

    private final Clock clock;

    /** A capture by this clock. */
    public MetadataCapture(Clock clock) {
        this.clock = clock;
    }

    /**
     * Captures what is new.
     *
     * @param previous what is known of the part so far
     * @param blobs where new segments and contents go
     * @throws io.repobackup.api.failure.RepobackupException what the snapshotter or the vault failed with
     */
    public MetadataCaptured capture(
            Subject subject,
            PartWork.Metadata work,
            Optional<MetadataContent> previous,
            SubjectBlobs blobs,
            CaptureMonitor monitor) {
        Holdings holdings = new Holdings(previous);
        Optional<State> before = previous.map(MetadataContent::state);
        CaptureContext context =
                new CaptureContext(before, work.content().isPresent(), blobs, holdings, clock, monitor);
        Captured captured = work.snapshotter().capture(subject, context);
        context.end();
        if (captured instanceof Captured.Missing missing) {
            return new MetadataCaptured.Missing(missing.reason());
        }
        if (captured instanceof Captured.Same same) {
            return same(same, before, holdings, fetch(subject, work, before, blobs, holdings, monitor));
        }
        List<String> missing =
                new ArrayList<>(captured instanceof Captured.Partial partial ? partial.missing() : List.of());
        State state =
                captured instanceof Captured.Changed changed ? changed.state() : ((Captured.Partial) captured).state();
        missing.addAll(fetch(subject, work, Optional.of(state), blobs, holdings, monitor));
        return new MetadataCaptured.Changed(holdings.with(state), missing, holdings.bytes(), holdings.items());
    }

    private static MetadataCaptured same(
            Captured.Same same, Optional<State> before, Holdings holdings, List<String> missing) {
        if (before.isEmpty()) {
            throw new IllegalStateException(
                    "the snapshotter says that nothing changed, but there was no capture before");
        }
        return holdings.isNews()
                ? new MetadataCaptured.Changed(holdings.with(before.get()), missing, holdings.bytes(), holdings.items())
                : new MetadataCaptured.Same(same.evidence(), holdings.with(before.get()), missing);
    }

    private static List<String> fetch(
            Subject subject,
            PartWork.Metadata work,
            Optional<State> state,
            SubjectBlobs blobs,
            Holdings holdings,
            CaptureMonitor monitor) {
        if (work.content().isEmpty() || state.isEmpty()) {
            return List.of();
        }
        Runnable checkpoint = () -> monitor.checkpoint(holdings.with(state.get()));
        return new ContentFetch(subject, work.content().get(), blobs, holdings, monitor).fetchAll(checkpoint);
    }
}
