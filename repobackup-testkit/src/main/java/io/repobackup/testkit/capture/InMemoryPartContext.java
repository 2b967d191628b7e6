package io.repobackup.testkit.capture;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.capture.State;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.subject.Subject;
import io.repobackup.testkit.time.FakeClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One capture of one part in memory, by the engine's rules: what was written takes effect at a checkpoint and when the
 * capture ends well; a failure drops everything since the last checkpoint. It is strict where the engine is: segments
 * must be closed, items must be JSON, nothing may be used after the end or on another thread.
 *
 * <pre>{@code
 * InMemoryPartContext first = InMemoryPartContext.create();
 * first.capture(snapshotter, repository);
 * host.close(issue);
 * InMemoryPartContext second = first.nextRun();
 * second.capture(snapshotter, repository);
 * assertThat(second.items("issues")).containsKey("1");
 * }</pre>
 *
 * <p><i>Confined to the thread that first uses it</i>, except for {@link #cancel()}.
 */
public final class InMemoryPartContext implements PartContext {

    private final FakeClock clock;
    private final PartContents current;
    private final List<State> checkpoints = new ArrayList<>();
    private final List<Progress> progress = new ArrayList<>();
    private final CaptureGuard guard = new CaptureGuard();
    private final @Nullable State previous;
    private PartContents durable;
    private @Nullable State state;
    private boolean refusesContent;
    private long failingCheckpoint;
    private @Nullable Supplier<? extends RepobackupException> checkpointFailure;

    private InMemoryPartContext(FakeClock clock, @Nullable State state, PartContents contents) {
        this.clock = clock;
        this.previous = state;
        this.state = state;
        this.current = contents.copy();
        this.durable = contents;
    }

    /** The first capture of a part, with a clock of its own. */
    public static InMemoryPartContext create() {
        return new InMemoryPartContext(FakeClock.create(), null, new PartContents());
    }

    /** The next capture of the same part, with what took effect in this one. */
    public InMemoryPartContext nextRun() {
        return new InMemoryPartContext(clock, state, durable);
    }

    /** Runs a snapshotter as the engine does, and ends this context. What it throws passes through. */
    public Captured capture(Snapshotter snapshotter, Subject subject) {
        boolean effective = false;
        try {
            Captured captured = snapshotter.capture(subject, this);
            guard.requireAllClosed();
            takeEffect(captured);
            effective = true;
            return captured;
        } finally {
            guard.end();
            if (!effective) {
                current.become(durable);
            }
        }
    }

    /** Makes {@link #checkCancelled()} throw from now on. Thread-safe. */
    public void cancel() {
        guard.cancelAtCheck(0);
    }

    /** Makes a later call of {@link #checkCancelled()} throw, counted from 1, and those after it. */
    public void cancelAtCheck(int number) {
        guard.cancelAtCheck(number);
    }

    /** How often {@link #checkCancelled()} was called. */
    public int cancellationChecks() {
        return guard.checks();
    }

    /** Makes one checkpoint fail, counted from 1: what is written before it since the last one is lost. */
    public void failAtCheckpoint(int number, Supplier<? extends RepobackupException> failure) {
        failingCheckpoint = number;
        checkpointFailure = failure;
    }

    /** Refuses linked content, as for an offer without a content reader. */
    public void refuseContent() {
        refusesContent = true;
    }

    /** The clock, to be moved. */
    public FakeClock fakeClock() {
        return clock;
    }

    /** The items of a kind by their ids, on one line each: what is committed while the capture runs, what took effect after it. */
    public Map<String, String> items(String kind) {
        return Collections.unmodifiableMap(current.items(kind));
    }

    /** The kinds that hold items. */
    public Set<String> kinds() {
        return current.kinds();
    }

    /** The content that was linked, in this capture and earlier ones, each id once. */
    public List<ContentRef> links() {
        return current.links();
    }

    /** The state that took effect last. */
    public Optional<State> state() {
        return Optional.ofNullable(state);
    }

    /** The states of the checkpoints of this capture, in order. */
    public List<State> checkpoints() {
        return Collections.unmodifiableList(checkpoints);
    }

    /** What was told about the progress of this capture. */
    public List<Progress> progress() {
        return Collections.unmodifiableList(progress);
    }

    @Override
    public Optional<State> previous() {
        guard.requireUsable();
        return Optional.ofNullable(previous);
    }

    @Override
    public SegmentWriter segment(String kind) {
        return MemorySegment.adding(kind, current, guard);
    }

    @Override
    public SegmentWriter replacement(String kind) {
        return MemorySegment.replacing(kind, current, guard);
    }

    @Override
    public Set<String> knownIds(String kind) {
        guard.requireUsable();
        return Set.copyOf(current.items(kind).keySet());
    }

    @Override
    public void checkpoint(State reached) {
        guard.requireUsable();
        if (checkpoints.size() + 1 == failingCheckpoint && checkpointFailure != null) {
            throw checkpointFailure.get();
        }
        JsonText.oneLine("the state of a checkpoint", reached.json());
        checkpoints.add(reached);
        effect(reached);
    }

    @Override
    public void link(ContentRef content) {
        guard.requireUsable();
        if (refusesContent) {
            throw new MisconfiguredException("Linking the content " + content.id()
                    + ": the offer of this part has no content reader; give it one with withContent");
        }
        current.link(content);
    }

    @Override
    public FakeClock clock() {
        guard.requireUsable();
        return clock;
    }

    @Override
    public void progress(long done, long total, String unit) {
        guard.requireUsable();
        progress.add(new Progress(done, total, unit));
    }

    @Override
    public void checkCancelled() {
        guard.requireUsable();
        if (guard.isCancelledAtThisCheck()) {
            throw new CancelledException("Capturing a part in memory: the test cancelled it; run it again");
        }
    }

    private void takeEffect(Captured captured) {
        if (captured instanceof Captured.Changed changed) {
            effect(changed.state());
        } else if (captured instanceof Captured.Partial partial) {
            effect(partial.state());
        } else if (!current.equals(durable)) {
            throw new IllegalStateException("the snapshotter wrote something and then answered " + captured
                    + ", which drops it; answer Changed or Partial");
        }
    }

    private void effect(State reached) {
        JsonText.oneLine("a state", reached.json());
        state = reached;
        durable = current.copy();
    }

    /**
     * How far a capture said it was.
     *
     * @param done how much was done
     * @param total how much there was in all, negative when unknown
     * @param unit what was counted
     */
    public record Progress(long done, long total, String unit) {}
}
