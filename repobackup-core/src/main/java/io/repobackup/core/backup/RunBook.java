package io.repobackup.core.backup;

import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogView;
import io.repobackup.core.vault.catalog.HeadsRoot;
import io.repobackup.core.vault.run.RunEntry;
import io.repobackup.core.vault.run.RunReport;
import io.repobackup.core.vault.run.RunStart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of a run so far: outcomes, alarms, and what the catalog has to learn. <i>Thread-safe.</i> */
final class RunBook {

    private final RunStart start;
    private final Events events;
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<BackupReport.Entry> entries = new ArrayList<>();
    private final List<RunEntry> stored = new ArrayList<>();
    private final Set<String> alarms = new LinkedHashSet<>();
    private Map<SubjectId, CatalogEntry> catalogChanges = new LinkedHashMap<>();
    private final Map<Open, Subject> open = new LinkedHashMap<>();
    private @Nullable HeadsRoot root;
    private long catalogNumber;
    private long toTake;
    private long taken;

    RunBook(RunStart start, BackupSettings settings) {
        this.start = start;
        this.events = new Events(settings.listener(), settings.clock());
    }

    Events events() {
        return events;
    }

    /** A part that has no outcome yet. */
    private record Open(SubjectId subject, Part part) {}

    /** The plan is made; what it settles has its outcome now. */
    void begin(List<SubjectBackup> work) {
        work.forEach(this::open);
        toTake = work.stream().mapToLong(SubjectBackup::remaining).sum();
        events.tell(new BackupEvent.RunStarted(events.now(), start.run().text(), work.size(), toTake));
        work.forEach(SubjectBackup::settle);
    }

    /** So many parts have to be looked at that were thought settled. */
    synchronized void more(int parts) {
        toTake += parts;
    }

    /** Nothing more is waited for: what has no outcome yet was cancelled, whatever becomes of it. */
    void abandon() {
        Map<Open, Subject> left;
        synchronized (this) {
            left = new LinkedHashMap<>(open);
        }
        left.forEach((part, subject) -> end(subject, part.part(), new Outcome.Cancelled(), Duration.ZERO, 0));
    }

    /** A part that was not looked at has its outcome. */
    void settled(Subject subject, Part part, Outcome outcome) {
        end(subject, part, outcome, Duration.ZERO, 0);
    }

    /** A part that was looked at has its outcome. */
    void ended(Subject subject, Part part, Outcome outcome, Duration took, long head) {
        end(subject, part, outcome, took, head);
        synchronized (this) {
            taken++;
        }
    }

    synchronized void alarm(String text) {
        alarms.add(text);
    }

    /** A thread of the run did not end when it was told to. */
    void hangs(Thread thread) {
        alarm("The thread " + thread.getName()
                + " did not end when the run was cancelled, and is left behind; it hangs at "
                + Stream.of(thread.getStackTrace())
                        .findFirst()
                        .map(Object::toString)
                        .orElse("its end"));
    }

    synchronized void learn(CatalogEntry entry) {
        catalogChanges.put(entry.subject(), entry);
    }

    /** What could not be written is to be written later, unless there is something newer. */
    synchronized void learnAgain(Collection<CatalogEntry> entries) {
        entries.forEach(entry -> catalogChanges.putIfAbsent(entry.subject(), entry));
    }

    synchronized Collection<CatalogEntry> takeCatalogChanges() {
        Collection<CatalogEntry> changes = catalogChanges.values();
        catalogChanges = new LinkedHashMap<>();
        return changes;
    }

    /** The catalog of the run is written. */
    void concludes(CatalogView catalog) {
        Optional<HeadsRoot> found = catalog.root();
        synchronized (this) {
            root = found.orElse(null);
            catalogNumber = catalog.number();
        }
        found.ifPresent(heads -> events.tell(
                new BackupEvent.RootComputed(events.now(), start.run().text(), heads.sha256(), heads.subjects())));
    }

    synchronized Optional<Instant> eta() {
        if (taken == 0) {
            return Optional.empty();
        }
        Instant now = events.now();
        return Optional.of(now.plus(Duration.between(start.started(), now)
                .multipliedBy(toTake - taken)
                .dividedBy(taken)));
    }

    synchronized BackupReport report() {
        return new BackupReport(
                start.run().text(),
                start.source(),
                start.started(),
                events.now(),
                counts,
                entries,
                List.copyOf(alarms),
                Optional.ofNullable(root).map(HeadsRoot::sha256));
    }

    /** The report as the vault keeps it. */
    synchronized RunReport stored(BackupReport report) {
        return new RunReport(
                start,
                report.ended(),
                report.severity(),
                counts,
                report.root(),
                root == null ? OptionalLong.empty() : OptionalLong.of(catalogNumber),
                stored);
    }

    private synchronized void open(SubjectBackup backup) {
        Subject subject = backup.subject();
        backup.parts().forEach(part -> open.put(new Open(subject.id(), part), subject));
    }

    private void end(Subject subject, Part part, Outcome outcome, Duration took, long head) {
        synchronized (this) {
            if (open.remove(new Open(subject.id(), part)) == null) {
                return;
            }
            counts.merge(outcome.word(), 1L, Long::sum);
            if (!(outcome instanceof Outcome.Unchanged || outcome instanceof Outcome.NotDue)) {
                entries.add(new BackupReport.Entry(subject, part, outcome, took));
                stored.add(new RunEntry(
                        subject.id(), subject.name(), part, outcome.word(), OutcomeNotes.of(outcome), head));
            }
        }
        events.tell(new BackupEvent.PartEnded(events.now(), subject, part, outcome, took));
    }
}
