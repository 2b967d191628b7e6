package io.repobackup.core.copy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.copy.CopyReport.Tally;
import io.repobackup.core.threads.Workers;
import io.repobackup.core.vault.key.SubjectChoice;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One copy, or one plan of it. <i>Used once</i>; its work is spread over several threads. */
final class CopyRun {

    private final CopySettings settings;
    private final StoredBytes bytes;
    private final VaultFilesCopy files;
    private final Instant started;
    private final Queue<CopyReport.Entry> entries = new ConcurrentLinkedQueue<>();
    private final Queue<CopyPlan.Step> steps = new ConcurrentLinkedQueue<>();
    private final Queue<SubjectId> left = new ConcurrentLinkedQueue<>();

    CopyRun(CopySettings settings) {
        this.settings = settings;
        this.bytes = new StoredBytes(settings.source(), settings.target());
        this.files = new VaultFilesCopy(settings, bytes);
        this.started = settings.clock().instant();
    }

    CopyPlan plan() {
        boolean complete = run(this::prepare, this::plan, () -> {});
        return new CopyPlan(
                steps.stream()
                        .filter(step -> step.records() + step.blobs() > 0)
                        .sorted(Comparator.comparing(CopyPlan.Step::subject, SubjectChoice.BY_KEY))
                        .toList(),
                files.files(),
                complete);
    }

    CopyReport copy() {
        boolean complete = run(
                () -> {
                    prepare();
                    files.copyFirst();
                },
                this::copy,
                files::copyLast);
        Tally ofVault = files.tally();
        return new CopyReport(
                ofVault,
                entries.stream()
                        .sorted(Comparator.comparing(CopyReport.Entry::subject, SubjectChoice.BY_KEY))
                        .toList(),
                complete,
                started,
                settings.clock().instant());
    }

    private boolean run(Runnable first, Consumer<Workers> each, Runnable last) {
        Workers workers = new Workers("copy", "copy", settings.parallelism());
        try (workers) {
            return workers.finish(1, first)
                    && workers.finish(settings.parallelism(), () -> each.accept(workers))
                    && workers.finish(1, last);
        } finally {
            workers.passOnInterrupt();
        }
    }

    private void prepare() {
        files.look();
        left.addAll(subjects());
    }

    private List<SubjectId> subjects() {
        Set<SubjectId> all = new HashSet<>();
        try (Stream<SubjectId> logged = settings.vault().subjects()) {
            logged.forEach(all::add);
        }
        return settings.subjects().ofKnown(all, "copy");
    }

    private void plan(Workers workers) {
        for (SubjectId subject = left.poll(); subject != null; subject = left.poll()) {
            steps.add(new SubjectCopy(settings, subject, bytes).plan());
        }
    }

    private void copy(Workers workers) {
        for (SubjectId subject = left.poll(); subject != null; subject = left.poll()) {
            CopyReport.Entry entry = new SubjectCopy(settings, subject, bytes).run();
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
            // A listener never harms the copy.
        }
    }
}
