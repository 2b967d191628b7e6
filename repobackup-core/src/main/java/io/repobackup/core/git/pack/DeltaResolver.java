package io.repobackup.core.git.pack;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.threads.CallThreads;
import java.util.function.Function;

/** The second pass: puts deltas together, in one or several threads, until every entry is an object. */
final class DeltaResolver {

    private final Failures failures;
    private final EntryTable entries;
    private final Children children;
    private final Function<DeltaWork, DeltaThread> threads;

    /** Has the work done by what this makes for each thread. */
    DeltaResolver(Failures failures, EntryTable entries, Children children, Function<DeltaWork, DeltaThread> threads) {
        this.failures = failures;
        this.entries = entries;
        this.children = children;
        this.threads = threads;
    }

    /** Resolves all deltas, in this thread and so many others, and tells how far they are. */
    void run(int others, PackConsumer consumer) {
        DeltaWork work = new DeltaWork(failures.name(), children, 1 + others, consumer);
        if (others == 0) {
            doPartOf(work);
        } else {
            doTogether(work, others);
        }
        work.throwFailure();
        requireAllResolved();
    }

    private void doTogether(DeltaWork work, int others) {
        try (CallThreads helpers = CallThreads.named("deltas", others)) {
            for (int i = 0; i < others; i++) {
                helpers.executor().execute(() -> doPartOf(work));
            }
            doPartOf(work);
        }
    }

    private void doPartOf(DeltaWork work) {
        try (DeltaThread thread = threads.apply(work)) {
            thread.run();
        } catch (RuntimeException | Error e) {
            work.fail(e);
        }
    }

    private void requireAllResolved() {
        for (int entry = 0; entry < entries.size(); entry++) {
            if (!entries.isResolved(entry)) {
                throw unresolved(entry);
            }
        }
    }

    /** The first that is not resolved tells the id of its base: others have a base before them. */
    private CorruptedException unresolved(int entry) {
        byte[] base = children.byId().baseOf(entry);
        return failures.damaged(
                "the base of every delta in the pack",
                "a delta at byte " + entries.offset(entry) + " on " + ObjectId.of(base)
                        + ", which is not in it or depends on the delta itself");
    }
}
