package io.repobackup.core.restore;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.restore.Journal;
import io.repobackup.api.restore.RestoreTarget;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.restore.RestoreEngine.Restoring;
import io.repobackup.core.restore.RestoreReport.Entry;
import io.repobackup.core.threads.CallThreads;
import io.repobackup.core.vault.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** One restore. <i>Used once, by one thread.</i> */
final class RestoreRun {

    private final Restoring settings;
    private final RestoreTarget target;
    private final RecordChoice choice;
    private final RestoredSubjects subjects;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    RestoreRun(Restoring settings) {
        this.settings = settings;
        this.target = settings.target();
        this.choice = new RecordChoice(settings);
        this.subjects = new RestoredSubjects(settings);
    }

    RestorePlan plan() {
        try (CallThreads copies = CallThreads.named("restore-copy", settings.parallelism())) {
            return new Planning(settings, choice, copies.executor()).planWithTemperatures();
        }
    }

    RestoreReport run() {
        Instant start = settings.clock().instant();
        try (RestoreJournal journal = RestoreJournal.of(settings);
                CallThreads copies = CallThreads.named("restore-copy", settings.parallelism());
                CallThreads threads = CallThreads.named("restore-subject", settings.parallelism())) {
            refuseUnlessItFits(new Planning(settings, choice, copies.executor()).plan());
            List<Callable<Entry>> work = new ArrayList<>();
            try (Stream<SubjectId> ids = subjects.ids()) {
                ids.forEach(id -> {
                    journal.reserve(id);
                    work.add(() -> restore(id, journal.of(id), copies.executor()));
                });
            }
            List<Entry> entries = inAll(threads.executor(), work);
            RestoreReport report = new RestoreReport(
                    entries, Duration.between(start, settings.clock().instant()));
            if (report.severity() != Severity.FAILED) {
                journal.complete();
            }
            return report;
        }
    }

    private static void refuseUnlessItFits(RestorePlan plan) {
        if (!plan.fits()) {
            throw new NoSpaceException("The restore needs " + plan.bytes() + " bytes and the target has "
                    + plan.freeBytes().orElse(0)
                    + " free; free space, restore fewer subjects or choose another target");
        }
    }

    private Entry restore(SubjectId id, Journal journal, ExecutorService copies) {
        Instant start = settings.clock().instant();
        Chosen chosen = new Chosen(Optional.empty(), List.of());
        try {
            chosen = choice.of(id, journal.find("record").map(Long::valueOf));
            if (chosen.record().isEmpty()) {
                return entry(id, chosen, Optional.empty(), 0, start);
            }
            journal.done("record", "" + chosen.record().get().number());
            VaultSubject subject = subjects.of(chosen.record().get(), copies);
            restore(subject, journal);
            return entry(id, chosen, Optional.empty(), subject.bytes(), start);
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            return entry(id, chosen, Optional.of(e), 0, start);
        } catch (RuntimeException e) {
            RepobackupException failure = new UnavailableException("Restoring " + id + " failed unexpectedly: " + e, e);
            return entry(id, chosen, Optional.of(failure), 0, start);
        }
    }

    private void restore(VaultSubject subject, Journal journal) {
        try {
            target.restore(subject, new TargetContext(journal, settings.clock(), cancelled::get));
        } catch (FrozenException e) {
            throw new FrozenSubject(settings, subject, e).failure();
        }
    }

    private Entry entry(SubjectId id, Chosen chosen, Optional<RepobackupException> failure, long bytes, Instant start) {
        Duration took = Duration.between(start, settings.clock().instant());
        return new Entry(id, chosen.record().map(LogRecord::info), failure, chosen.notes(), bytes, took);
    }

    private List<Entry> inAll(ExecutorService threads, List<Callable<Entry>> work) {
        List<Entry> entries = new ArrayList<>();
        try {
            List<Future<Entry>> running = work.stream().map(threads::submit).toList();
            for (Future<Entry> done : running) {
                entries.add(done.get());
            }
            return entries;
        } catch (InterruptedException e) {
            cancelled.set(true);
            Thread.currentThread().interrupt();
            throw new CancelledException("The restore was cancelled; what is complete stays in the target", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RepobackupException failure) {
                throw failure;
            }
            throw new UnavailableException("The restore failed unexpectedly: " + e.getCause(), e);
        }
    }
}
