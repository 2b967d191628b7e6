package io.repobackup.core.vault.writing;

import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import java.time.Duration;

/**
 * How an attempt to append a draft ended. What it ended with is also the writer's new head.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface Committed {

    /**
     * It is in the log.
     *
     * @param record as it is stored
     */
    record Appended(LogRecord record) implements Committed {}

    /**
     * Another writer appended a record first. Nothing of the draft is in the log; a new draft on the new head may be
     * appended with the same writer, where {@link GitMerge} allows it.
     *
     * @param head the log as it is now
     */
    record Lost(LogHead head) implements Committed {}

    /**
     * The commit window is over: blobs that were stored since the writer was opened may be taken for orphans. Nothing
     * was appended; capture again with a new writer.
     *
     * @param open for how long the writer was open
     */
    record Expired(Duration open) implements Committed {}
}
