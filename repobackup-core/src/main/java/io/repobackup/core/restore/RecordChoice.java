package io.repobackup.core.restore;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.restore.RestoreEngine.Restoring;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.LastKnown;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.SubjectLog;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses the record to restore of each subject, and says what is odd about its log. <i>Thread-safe.</i> */
final class RecordChoice {

    private static final Duration SKEW = Duration.ofMinutes(15);

    private final Restoring settings;
    private final Vault vault;
    private final LastKnown known;

    RecordChoice(Restoring settings) {
        this.settings = settings;
        this.vault = settings.vault();
        this.known = lastKnown(vault);
    }

    /** A restore needs no catalog; where one is, it tells whether a log has lost its end. */
    private static LastKnown lastKnown(Vault vault) {
        try {
            return vault.lastKnown();
        } catch (RepobackupException e) {
            return new LastKnown(Map.of(), List.of());
        }
    }

    /**
     * What to restore of a subject.
     *
     * @param begun the number of the record that an interrupted restore began with, which it goes on with
     * @throws NotFoundException when there is no such record, or no record of the subject at all
     */
    Chosen of(SubjectId id, Optional<Long> begun) {
        SubjectLog log = vault.log(id);
        LogHead head = log.headFrom(known.head(id));
        Set<Finding> findings = new LinkedHashSet<>(head.findings());
        Optional<LogRecord> record = begun.isPresent() ? begun.flatMap(log::read) : record(id, log, head, findings);
        List<String> notes = new ArrayList<>();
        findings.forEach(finding -> notes.add(finding.key() + ": " + finding.text()));
        head.record().flatMap(this::ahead).ifPresent(notes::add);
        return new Chosen(record, notes);
    }

    private Optional<LogRecord> record(SubjectId id, SubjectLog log, LogHead head, Set<Finding> findings) {
        if (settings.number().isPresent()) {
            long number = settings.number().getAsLong();
            return Optional.of(log.read(number)
                    .orElseThrow(() -> new NotFoundException("The log of " + id + " has no record " + number
                            + "; list its history to see which there are")));
        }
        if (head.record().isEmpty()) {
            throw new NotFoundException("The vault holds no record of " + id
                    + head.findings().stream()
                            .map(finding -> "; " + finding.key() + ": " + finding.text())
                            .limit(3)
                            .collect(Collectors.joining())
                    + "; list the vault to see what it holds");
        }
        Instant moment = settings.moment().orElse(Instant.MAX);
        return vault.at(id, moment, findings::add).flatMap(snapshot -> log.read(snapshot.number()));
    }

    private Optional<String> ahead(LogRecord last) {
        boolean matters = settings.moment().filter(last.time()::isAfter).isPresent();
        Instant limit = settings.clock().instant().plus(SKEW);
        return matters && last.time().isAfter(limit)
                ? Optional.of(SubjectKeys.of(last.subject().id()).record(last.number()) + ": its time, " + last.time()
                        + ", is ahead of this machine's clock; what was backed up since a clock was wrong is not seen by a"
                        + " restore for an earlier moment, choose it by its number or restore the newest")
                : Optional.empty();
    }
}
