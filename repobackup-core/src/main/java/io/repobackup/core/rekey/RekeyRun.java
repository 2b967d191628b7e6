package io.repobackup.core.rekey;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.threads.Workers;
import io.repobackup.core.vault.key.SubjectChoice;
import io.repobackup.core.vault.key.Ulid;
import io.repobackup.core.vault.run.EngineVersion;
import io.repobackup.core.vault.run.RunStart;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One rekeying. <i>Used once</i>; its work is spread over several threads. */
final class RekeyRun {

    private final RekeySettings settings;
    private final Clock clock;
    private final Instant started;
    private final RunStart start;
    private final Queue<SubjectId> left = new ConcurrentLinkedQueue<>();
    private final Queue<CopyReport.Entry> entries = new ConcurrentLinkedQueue<>();

    RekeyRun(RekeySettings settings) {
        this.settings = settings;
        this.clock = settings.to().clock();
        this.started = clock.instant();
        this.start = new RunStart(new Ulid(settings.to().freshId()), "rekey", started, EngineVersion.text());
    }

    CopyReport run() {
        boolean complete;
        Workers workers = new Workers("rekey", "rekeying", settings.parallelism());
        try (workers) {
            complete = workers.finish(1, this::list) && workers.finish(settings.parallelism(), () -> carry(workers));
        } finally {
            workers.passOnInterrupt();
        }
        return new CopyReport(
                new CopyReport.Tally(0, 0, 0, List.of(), List.of()),
                entries.stream()
                        .sorted(Comparator.comparing(CopyReport.Entry::subject, SubjectChoice.BY_KEY))
                        .toList(),
                complete,
                started,
                clock.instant());
    }

    private void list() {
        settings.to().recipients().requireWritable();
        try (Stream<SubjectId> subjects = settings.from().subjects()) {
            left.addAll(settings.subjects().ofKnown(subjects.collect(Collectors.toSet()), "rekey"));
        }
    }

    private void carry(Workers workers) {
        for (SubjectId subject = left.poll(); subject != null; subject = left.poll()) {
            CopyReport.Entry entry = new SubjectRekey(settings, subject, start).run();
            if (workers.isInterrupted() && !entry.tally().troubles().isEmpty()) {
                throw new CancelledException("What failed for " + subject + " may come from the interrupt");
            }
            entries.add(entry);
            tell(entry);
        }
    }

    private void tell(CopyReport.Entry entry) {
        try {
            settings.listener().ended(entry);
        } catch (RuntimeException e) {
            // A listener never harms the run.
        }
    }
}
