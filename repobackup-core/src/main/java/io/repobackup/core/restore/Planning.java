package io.repobackup.core.restore;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.restore.RestoreEngine.Restoring;
import io.repobackup.core.thaw.ColdBlob;
import io.repobackup.core.thaw.Temperatures;
import io.repobackup.core.vault.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Looks up what a restore would bring back. <i>Used once, by one thread.</i> */
final class Planning {

    private final Restoring settings;
    private final RecordChoice choice;
    private final RestoredSubjects subjects;
    private final ExecutorService copies;
    private final List<RestorePlan.Step> steps = new ArrayList<>();
    private final List<SubjectId> without = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Planning(Restoring settings, RecordChoice choice, ExecutorService copies) {
        this.settings = settings;
        this.choice = choice;
        this.subjects = new RestoredSubjects(settings);
        this.copies = copies;
    }

    /** What it is and how much, without a look at where it lies. */
    RestorePlan plan() {
        visit(subject -> {});
        return planned(List.of());
    }

    /** Likewise, and what of it cannot be read now. */
    RestorePlan planWithTemperatures() {
        Optional<Temperatures> temperatures = Temperatures.of(settings.vault().sink(), settings.thaw());
        if (temperatures.isEmpty()) {
            return plan();
        }
        List<ColdBlob> candidates = new ArrayList<>();
        visit(subject -> candidates.addAll(subject.candidates(settings.thaw().coldFrom())));
        try {
            return planned(temperatures.get().cold(candidates));
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            problems.add("Whether the data can be read now could not be asked of the store (" + e.getMessage()
                    + "); a restore may find it in a cold tier");
            return planned(List.of());
        }
    }

    private void visit(Consumer<VaultSubject> look) {
        try (Stream<SubjectId> ids = subjects.ids()) {
            ids.forEach(id -> visit(id, look));
        }
    }

    private void visit(SubjectId id, Consumer<VaultSubject> look) {
        try {
            choice.of(id, Optional.empty())
                    .record()
                    .ifPresentOrElse(record -> take(record, look), () -> without.add(id));
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            problems.add(id + ": " + e.getMessage());
        }
    }

    private void take(LogRecord record, Consumer<VaultSubject> look) {
        VaultSubject subject = subjects.of(record, copies);
        RestorePlan.Step step = new RestorePlan.Step(
                record.info(), subject.bytes(), settings.target().assess(subject));
        look.accept(subject);
        steps.add(step);
    }

    private RestorePlan planned(List<ColdBlob> cold) {
        long bytes = steps.stream().mapToLong(RestorePlan.Step::bytes).sum();
        return new RestorePlan(
                steps, without, problems, bytes, settings.target().freeSpaceInBytes(), cold);
    }
}
