package io.repobackup.core.vault;

/**
 * How an attempt to append a record ended.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface Appended {

    /**
     * It is in the log.
     *
     * @param head the log, ending with the record
     */
    record Done(LogHead head) implements Appended {}

    /**
     * Another writer appended something first; nothing of the record is in the log.
     *
     * @param head the log as it is now
     */
    record Lost(LogHead head) implements Appended {}
}
