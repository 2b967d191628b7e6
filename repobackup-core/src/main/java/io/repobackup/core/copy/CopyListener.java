package io.repobackup.core.copy;

/** Hears of each subject as it ends. <i>Thread-safe</i>: called on several threads at once. Its failures harm nothing. */
@FunctionalInterface
public interface CopyListener {

    /** A subject was looked at, and copied as far as it could be. */
    void ended(CopyReport.Entry entry);
}
