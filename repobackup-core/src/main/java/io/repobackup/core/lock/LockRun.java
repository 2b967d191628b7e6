package io.repobackup.core.lock;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.lock.LockReport.Tally;
import io.repobackup.core.threads.Workers;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectChoice;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** One extension of the locks of a vault. <i>Used once</i>; its work is spread over several threads. */
final class LockRun {

    private final LockSettings settings;
    private final Vault vault;
    private final StoredObjects objects;
    private final Instant started;
    private final Queue<LockReport.Entry> entries = new ConcurrentLinkedQueue<>();
    private volatile Instant now;
    private volatile Map<SubjectId, Long> heads = Map.of();
    private volatile Queue<SubjectId> left = new ConcurrentLinkedQueue<>();
    private volatile Tally ofVault = new Tally(0, 0, List.of());

    LockRun(LockSettings settings) {
        this.settings = settings;
        this.vault = settings.vault();
        this.objects = StoredObjects.on(vault.sink());
        this.started = settings.clock().instant();
        this.now = started;
    }

    LockReport run() {
        Workers workers = new Workers("lock", "extension of locks", settings.parallelism());
        try (workers) {
            boolean complete =
                    workers.finish(1, this::prepare) && workers.finish(settings.parallelism(), () -> work(workers));
            return report(complete);
        } finally {
            workers.passOnInterrupt();
        }
    }

    private void prepare() {
        VaultLocks own = VaultLocks.look(objects);
        now = own.atLeast(started);
        ofVault = own.lock(new Locker(settings, now));
        heads = vault.lastKnown().heads();
        left = new ConcurrentLinkedQueue<>(subjects());
    }

    private List<SubjectId> subjects() {
        Set<SubjectId> all = new HashSet<>();
        try (Stream<SubjectId> logged = vault.subjects()) {
            logged.forEach(all::add);
        }
        all.addAll(heads.keySet());
        return settings.subjects().ofKnown(all, "lock");
    }

    private void work(Workers workers) {
        for (SubjectId subject = left.poll(); subject != null; subject = left.poll()) {
            LockReport.Entry entry = new SubjectLocks(vault, subject, objects, new Locker(settings, now))
                    .run(heads.getOrDefault(subject, 0L));
            if (workers.isInterrupted() && !entry.tally().troubles().isEmpty()) {
                throw new CancelledException("What failed for " + subject + " may come from the interrupt");
            }
            entries.add(entry);
            tell(entry);
        }
    }

    private void tell(LockReport.Entry entry) {
        try {
            settings.listener().ended(entry);
        } catch (RuntimeException e) {
            // A listener never harms the run.
        }
    }

    private LockReport report(boolean complete) {
        List<LockReport.Entry> sorted = entries.stream()
                .sorted(Comparator.comparing(LockReport.Entry::subject, SubjectChoice.BY_KEY))
                .toList();
        return new LockReport(
                now.plus(settings.keepFor()),
                ofVault,
                sorted,
                complete,
                started,
                settings.clock().instant());
    }
}
