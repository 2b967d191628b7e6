package io.repobackup.core.backup;

import io.repobackup.api.capture.State;
import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SourceContext;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.backup.LaneSchedule.Slot;
import io.repobackup.core.vault.VaultId;
import io.repobackup.core.vault.catalog.Catalog;
import io.repobackup.core.vault.catalog.CatalogView;
import io.repobackup.core.vault.run.EngineVersion;
import io.repobackup.core.vault.run.RunReport;
import io.repobackup.core.vault.run.RunStart;
import io.repobackup.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** One run. <i>Used once</i>; its work is spread over several threads. */
final class BackupRun {

    private final BackupSettings settings;
    private final Scope scope;
    private final RunControl control;
    private final Catalog catalog;
    private volatile @Nullable RunBook book;

    BackupRun(BackupSettings settings, Scope scope, RunControl control) {
        this.settings = settings;
        this.scope = scope;
        this.control = control;
        this.catalog = settings.vault().catalog(settings.source().id());
    }

    BackupPlan plan() {
        CatalogView known = catalog.latest();
        Planner planner = new Planner(known, settings.clock().instant(), scope);
        List<BackupPlan.Step> steps = new ArrayList<>();
        for (SubjectOffer subject : inventory(known, () -> {}).subjects()) {
            for (PartOffer offer : offers(subject)) {
                Planner.Decision decision = planner.decide(subject, offer);
                steps.add(new BackupPlan.Step(subject.subject(), offer.part(), decision.intent(), decision.reason()));
            }
        }
        return new BackupPlan(settings.source().id(), steps);
    }

    BackupReport execute() {
        control.enter();
        try (StallWatch stalls = new StallWatch(settings.stallTimeout(), System::nanoTime).start()) {
            Optional<VaultId> signpost = stalls.watching(
                    "Reading the vault's signpost", beat -> Preflight.requireSameVault(settings.vault()));
            RunStart start = stalls.watching(
                    "Beginning the run",
                    beat -> settings.vault().runs().begin(settings.source().id(), EngineVersion.text()));
            try {
                return execute(start, signpost, stalls);
            } catch (RuntimeException e) {
                reportFailure(start, stalls, e);
                throw e;
            }
        } finally {
            control.leave();
        }
    }

    /** When the run ends if it goes on as so far. */
    Optional<Instant> eta() {
        RunBook begun = book;
        return begun == null ? Optional.empty() : begun.eta();
    }

    private BackupReport execute(RunStart start, Optional<VaultId> signpost, StallWatch stalls) {
        CatalogView known = stalls.watching("Reading the catalog", beat -> catalog.latest());
        RunBook running = new RunBook(start, settings);
        stalls.watching("Looking at the vault", () -> {
            Preflight preflight = new Preflight(settings.vault(), start, running);
            preflight.requireVouchedFor(known);
            preflight.look(signpost, known, scope);
        });
        Turns turns = new Turns(running.events(), stalls);
        HttpClient.Listening listening = listening(turns);
        try (listening) {
            return execute(start, known, running, stalls, turns);
        }
    }

    /** A client that the run makes itself is listened to from its beginning. */
    private HttpClient.Listening listening(Turns turns) {
        return settings.http().map(http -> http.listen(turns)).orElse(() -> {});
    }

    private BackupReport execute(RunStart start, CatalogView known, RunBook running, StallWatch stalls, Turns turns) {
        Inventory inventory = stalls.watching("Taking the inventory", beat -> inventory(known, beat::moved));
        Planner planner = new Planner(known, start.started(), scope);
        try (Captures captures = Captures.open(settings, start, scope, control, stalls, turns)) {
            List<SubjectBackup> work = new ArrayList<>();
            for (SubjectOffer subject : inventory.subjects()) {
                work.add(new SubjectBackup(subject, offers(subject), planner, captures, running));
            }
            if (scope.isEverything()) {
                Absences absences = new Absences(settings.vault(), start, running, settings.vanishingLimit());
                stalls.watching("Recording what is gone", beat -> absences.note(inventory, known, beat::moved));
            }
            Grace grace = new Grace(control, settings.cancelGrace());
            Workers rechecking = new Workers(settings, control, grace);
            boolean rechecked = recheck(work, start.started(), rechecking, stalls);
            running.begin(work);
            book = running;
            Checkpoints checkpoints = new Checkpoints(catalog, known, running, start, control, stalls);
            Workers capturing = new Workers(settings, control, grace);
            if (!rechecked || !capture(work, checkpoints, capturing)) {
                rechecking.working().forEach(running::hangs);
                capturing.working().forEach(running::hangs);
                running.abandon();
            }
            return finish(running, checkpoints, inventory.state(), grace);
        }
    }

    /** What the catalog says is unchanged is not believed for ever. */
    private boolean recheck(List<SubjectBackup> work, Instant now, Workers workers, StallWatch stalls) {
        List<SubjectBackup> settled =
                work.stream().filter(SubjectBackup::isSettled).toList();
        Set<SubjectBackup> chosen = new LinkedHashSet<>(settings.rechecks().choose(settled, SubjectBackup::id, now));
        settled.stream().filter(SubjectBackup::isRenamed).forEach(chosen::add);
        if (chosen.isEmpty()) {
            return true;
        }
        Queue<SubjectBackup> waiting = new ConcurrentLinkedQueue<>(chosen);
        return workers.drain(() -> {
            for (SubjectBackup next = waiting.poll(); next != null && !control.isCancelled(); next = waiting.poll()) {
                stalls.watching("Reading a log again", next::recheck);
            }
        });
    }

    private boolean capture(List<SubjectBackup> work, Checkpoints checkpoints, Workers workers) {
        LaneSchedule<SubjectBackup> schedule = new LaneSchedule<>();
        work.forEach(backup -> backup.lane().ifPresent(lane -> schedule.add(lane, backup)));
        return workers.drain(() -> work(schedule, checkpoints));
    }

    private void work(LaneSchedule<SubjectBackup> schedule, Checkpoints checkpoints) throws InterruptedException {
        for (Optional<Slot<SubjectBackup>> slot = schedule.take(); slot.isPresent(); slot = schedule.take()) {
            SubjectBackup backup = slot.get().work();
            try {
                backup.runNext();
            } finally {
                backup.lane().ifPresent(lane -> schedule.add(lane, backup));
                schedule.done(slot.get());
            }
            checkpoints.whenDue();
        }
    }

    private BackupReport finish(RunBook running, Checkpoints checkpoints, Optional<State> state, Grace grace) {
        LastWrites writes = new LastWrites(running, grace, settings.stallTimeout());
        writes.attempt(
                "The catalog",
                () -> checkpoints.last(
                        control.isCancelled() ? Optional.empty() : state, new HeadDigests(settings.vault())));
        writes.attempt("The report of the run", () -> settings.vault().runs().end(running.stored(running.report())));
        control.quiet();
        BackupReport report = running.report();
        running.events().tell(new BackupEvent.RunEnded(running.events().now(), report.run(), report.severity()));
        return report;
    }

    private void reportFailure(RunStart start, StallWatch stalls, RuntimeException failure) {
        try {
            Instant now = settings.clock().instant();
            RunReport report = new RunReport(
                    start, now, Severity.FAILED, Map.of(), Optional.empty(), OptionalLong.empty(), List.of());
            stalls.watching("Writing the report", () -> settings.vault().runs().end(report));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private Inventory inventory(CatalogView known, Runnable moved) {
        SourceContext context = new InventoryContext(known.state(), settings.clock(), control, moved);
        if (scope.subjects().isEmpty()) {
            Inventory all = settings.source().inventory(context);
            return new Inventory(
                    all.subjects().stream()
                            .filter(offer -> scope.includes(offer.subject().id()))
                            .map(LfsOffers::in)
                            .toList(),
                    all.state());
        }
        List<SubjectOffer> found = new ArrayList<>();
        for (SubjectId id : scope.subjects()) {
            if (scope.includes(id)) {
                found.add(settings.source()
                        .find(id, context)
                        .map(LfsOffers::in)
                        .orElseThrow(() -> UnknownSubject.of(settings.source(), id)));
            }
        }
        return Inventory.of(found);
    }

    private List<PartOffer> offers(SubjectOffer subject) {
        return subject.parts().stream()
                .filter(offer -> scope.includes(offer.part()))
                .toList();
    }

    private record InventoryContext(Optional<State> previous, Clock clock, RunControl control, Runnable moved)
            implements SourceContext {
        @Override
        public void checkCancelled() {
            moved.run();
            control.check();
        }
    }
}
