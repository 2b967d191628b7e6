package io.repobackup.core.restore;

import io.repobackup.core.vault.LogRecord;
import java.util.List;
import java.util.Optional;

/**
 * The record that is restored of a subject.
 *
 * <p><i>Immutable.</i>
 *
 * @param record empty when there is no snapshot at the moment that was asked for
 * @param notes what was odd about the log, a line each
 */
record Chosen(Optional<LogRecord> record, List<String> notes) {}
