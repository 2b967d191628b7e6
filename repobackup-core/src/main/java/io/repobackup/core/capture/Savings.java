package io.repobackup.core.capture;

import io.repobackup.api.failure.RepobackupException;

/**
 * Sees to it that contents once fetched need not be fetched again when the capture comes to no good end. <i>Confined to
 * the thread of the capture.</i>
 */
final class Savings {

    private static final long MANY_BYTES = 256L << 20;
    private static final long MANY_ITEMS = 1_000;

    /** Each checkpoint of a large ledger writes all of it: more of them than this would cost more than they save. */
    private static final long MOST_CHECKPOINTS = 10;

    private final Holdings holdings;
    private final Runnable checkpoint;
    private long savedBytes;
    private long savedItems;

    /** What is held now need not be saved. */
    Savings(Holdings holdings, Runnable checkpoint) {
        this.holdings = holdings;
        this.checkpoint = checkpoint;
        noteSaved();
    }

    void whenDue() {
        long many = Math.max(MANY_ITEMS, holdings.contents() / MOST_CHECKPOINTS);
        if (holdings.bytes() - savedBytes > MANY_BYTES || holdings.items() - savedItems >= many) {
            checkpoint.run();
            noteSaved();
        }
    }

    /** The capture is about to fail with this. */
    void rescue(RepobackupException failure) {
        if (holdings.items() == savedItems) {
            return;
        }
        try {
            checkpoint.run();
        } catch (RepobackupException e) {
            failure.addSuppressed(e);
        }
    }

    private void noteSaved() {
        savedBytes = holdings.bytes();
        savedItems = holdings.items();
    }
}
