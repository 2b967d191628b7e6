package io.repobackup.core.capture;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.api.capture.State;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.subject.Part;
import io.repobackup.core.vault.Segment;
import io.repobackup.core.vault.SubjectBlobs;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The engine's {@link PartContext}. <i>Confined to the thread of the capture, and to the capture.</i> */
final class CaptureContext implements PartContext {

    private final @Nullable State previous;
    private final boolean linksContent;
    private final SubjectBlobs blobs;
    private final Holdings holdings;
    private final Clock clock;
    private final CaptureMonitor monitor;
    private final Set<String> openKinds = new HashSet<>();
    private boolean ended;

    CaptureContext(
            Optional<State> previous,
            boolean linksContent,
            SubjectBlobs blobs,
            Holdings holdings,
            Clock clock,
            CaptureMonitor monitor) {
        this.previous = previous.orElse(null);
        this.linksContent = linksContent;
        this.blobs = blobs;
        this.holdings = holdings;
        this.clock = clock;
        this.monitor = monitor;
    }

    @Override
    public Optional<State> previous() {
        return Optional.ofNullable(previous);
    }

    @Override
    public SegmentWriter segment(String kind) {
        return open(kind, Segment.Mode.ADD);
    }

    @Override
    public SegmentWriter replacement(String kind) {
        return open(kind, Segment.Mode.REPLACE);
    }

    @Override
    public Set<String> knownIds(String kind) {
        checkRunning();
        return Set.copyOf(holdings.ids(kind));
    }

    @Override
    public void checkpoint(State state) {
        checkRunning();
        monitor.checkpoint(holdings.with(state));
    }

    @Override
    public void link(ContentRef content) {
        checkRunning();
        if (!linksContent) {
            throw new MisconfiguredException("The snapshotter links content " + content.id()
                    + ", but its offer has no reader for content; add one with PartOffer.withContent");
        }
        holdings.link(content);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void progress(long done, long total, String unit) {
        monitor.progress(done, total, unit);
    }

    @Override
    public void checkCancelled() {
        monitor.checkCancelled();
    }

    /** Nothing more is taken from the snapshotter. */
    void end() {
        ended = true;
        if (!openKinds.isEmpty()) {
            throw new IllegalStateException("the snapshotter left segments open: " + openKinds
                    + "; close each one, best in a try with resources");
        }
    }

    private SegmentWriter open(String kind, Segment.Mode mode) {
        checkRunning();
        String name = new Part(kind).name();
        if (!openKinds.add(name)) {
            throw new IllegalStateException("a segment of " + name + " is open; close it before the next");
        }
        return new StoredSegment(name, mode, blobs, holdings, () -> openKinds.remove(name));
    }

    private void checkRunning() {
        if (ended) {
            throw new IllegalStateException("the capture is over; a part context must not outlive it");
        }
    }
}
