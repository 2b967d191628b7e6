package io.repobackup.testkit.source;

import io.repobackup.api.capture.State;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.source.SourceContext;
import io.repobackup.testkit.time.FakeClock;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A context to call a source with.
 *
 * <p><i>Confined to one thread at a time</i>, except for {@link #cancel()}.
 */
public final class FakeSourceContext implements SourceContext {

    private final @Nullable State previous;
    private final FakeClock clock = FakeClock.create();
    private final AtomicInteger checks = new AtomicInteger();
    private volatile int cancelledFrom = Integer.MAX_VALUE;

    private FakeSourceContext(@Nullable State previous) {
        this.previous = previous;
    }

    /** The context of a first inventory. */
    public static FakeSourceContext first() {
        return new FakeSourceContext(null);
    }

    /** The context of an inventory after one that left this state. */
    public static FakeSourceContext after(State previous) {
        return new FakeSourceContext(previous);
    }

    /** Makes {@link #checkCancelled()} throw from now on. Thread-safe. */
    public void cancel() {
        cancelAtCheck(0);
    }

    /** Makes a later call of {@link #checkCancelled()} throw, counted from 1, and those after it. */
    public void cancelAtCheck(int number) {
        cancelledFrom = number;
    }

    /** How often {@link #checkCancelled()} was called. */
    public int cancellationChecks() {
        return checks.get();
    }

    @Override
    public Optional<State> previous() {
        return Optional.ofNullable(previous);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void checkCancelled() {
        if (checks.incrementAndGet() >= cancelledFrom) {
            throw new CancelledException("Asking a source: the test cancelled it; ask again");
        }
    }
}
