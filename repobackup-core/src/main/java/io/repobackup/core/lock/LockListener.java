package io.repobackup.core.lock;

/**
 * Hears of each subject as soon as its locks were looked after. Called on the threads of the run, several at once; what it
 * throws is passed over.
 *
 * <p><i>Thread-safe.</i>
 */
@FunctionalInterface
public interface LockListener {

    /** A subject was taken to its end. */
    void ended(LockReport.Entry entry);
}
