package io.repobackup.core.vault;

import java.util.List;
import java.util.Optional;

/**
 * Where a log ends.
 *
 * <p><i>Immutable.</i>
 *
 * @param number the last number before the first gap, void records included; 0 for an empty log
 * @param record the last valid record
 * @param link how the next record names that one
 * @param isSigned whether the last valid record has a signature, whatever that is worth
 * @param findings what was not as it must be
 */
public record LogHead(
        long number, Optional<LogRecord> record, Optional<RecordLink> link, boolean isSigned, List<Finding> findings) {

    /** Takes a copy. */
    public LogHead {
        findings = List.copyOf(findings);
    }
}
