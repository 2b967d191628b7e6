package io.repobackup.core.restore;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the subject that a name meant at a moment: names move from one subject to another, and are used again.
 *
 * <p><i>Immutable.</i>
 *
 * @param vault where to look
 * @param moment when; empty for now
 */
record NameChoice(Vault vault, Optional<Instant> moment) {

    /**
     * The subject that had the name at the moment. One that was there comes before those that had vanished from their host.
     *
     * @throws NotFoundException when nobody had it then
     * @throws MisconfiguredException when several had it; names them
     */
    SubjectId of(String name) {
        List<SubjectId> candidates = vault.named(name);
        List<SubjectId> there = new ArrayList<>();
        List<SubjectId> gone = new ArrayList<>();
        for (SubjectId candidate : candidates) {
            standing(candidate)
                    .filter(record -> record.subject().name().equalsIgnoreCase(name))
                    .ifPresent(record -> (record.kind() == RecordKind.GONE ? gone : there).add(candidate));
        }
        List<SubjectId> holders = there.isEmpty() ? gone : there;
        if (holders.isEmpty() && moment.isEmpty() && candidates.size() == 1) {
            return candidates.get(0);
        }
        if (holders.isEmpty()) {
            throw new NotFoundException("Nothing was called '" + name + "' " + when() + told(name, candidates));
        }
        if (holders.size() > 1) {
            throw new MisconfiguredException("'" + name + "' was the name of " + holders.size() + " subjects " + when()
                    + told(name, holders) + ". Name one by its id, with only(…)");
        }
        return holders.get(0);
    }

    private Optional<LogRecord> standing(SubjectId subject) {
        Instant at = moment.orElse(Instant.MAX);
        try (Stream<LogRecord> records = vault.log(subject).newestFirst()) {
            return records.filter(record -> !record.time().isAfter(at)).findFirst();
        }
    }

    private String when() {
        return moment.map(at -> "at " + at).orElse("when it was last seen");
    }

    private String told(String name, List<SubjectId> subjects) {
        return subjects.isEmpty()
                ? ", nor at any other time; list the vault to see what it holds"
                : ": " + subjects.stream().map(subject -> span(name, subject)).collect(Collectors.joining(", "));
    }

    private String span(String name, SubjectId subject) {
        List<LogRecord> records = vault.log(subject).records().toList();
        List<Instant> called = records.stream()
                .filter(record -> record.subject().name().equalsIgnoreCase(name))
                .map(LogRecord::time)
                .toList();
        String span = called.isEmpty()
                ? " at an unknown time"
                : " from " + called.get(0) + " to " + called.get(called.size() - 1);
        return subject + " was called so" + span + ", and last '"
                + (records.isEmpty()
                        ? "?"
                        : records.get(records.size() - 1).subject().name())
                + "'";
    }
}
