package io.repobackup.core.backup;

import io.repobackup.api.subject.Subject;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.key.SubjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is wrong with logs, as alarms of a run. <i>Thread-safe.</i> */
final class LogAlarms {

    private final RunBook book;

    LogAlarms(RunBook book) {
        this.book = book;
    }

    /** Tells what was found when a log was read. */
    void tell(Subject subject, LogHead head, List<Finding> findings) {
        findings.forEach(finding -> book.alarm(subject + ": " + finding.key() + ": " + finding.text()));
        Instant now = book.events().now();
        head.record()
                .filter(record -> Skew.isAhead(record.time(), now))
                .ifPresent(record -> book.alarm(ahead(subject, record, now)));
    }

    private static String ahead(Subject subject, LogRecord record, Instant now) {
        return subject + ": " + SubjectKeys.of(subject.id()).record(record.number()) + ": its time, " + record.time()
                + ", is " + Skew.text(Duration.between(now, record.time()))
                + " ahead of this machine's clock: the clock of"
                + " the run that wrote it was wrong, or this one is. A restore for a moment before that time does not see"
                + " it nor what follows it; the newest state is not affected";
    }
}
