package io.repobackup.core.vault.run;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How a run ended.
 *
 * <p><i>Immutable.</i>
 *
 * @param start how it began
 * @param ended when it ended, by the run's clock
 * @param severity how it went as a whole
 * @param counts how many parts had each outcome, by the outcome's word
 * @param heads a digest over the heads of all logs, for keeping elsewhere
 * @param catalog the number of the catalog that has these heads
 * @param entries the parts whose outcome is worth a line: all but those that are unchanged or not due
 */
public record RunReport(
        RunStart start,
        Instant ended,
        Severity severity,
        Map<String, Long> counts,
        Optional<Sha256> heads,
        OptionalLong catalog,
        List<RunEntry> entries) {

    /** Takes copies. */
    public RunReport {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        entries = List.copyOf(entries);
    }
}
