package io.repobackup.core.verify;

/**
 * Hears of each subject as soon as it was looked at. Called on the threads of the run, several at once; what it throws is
 * passed over.
 *
 * <p><i>Thread-safe.</i>
 */
@FunctionalInterface
public interface VerifyListener {

    /** A subject was looked at to its end. */
    void ended(VerifyReport.Entry entry);
}
