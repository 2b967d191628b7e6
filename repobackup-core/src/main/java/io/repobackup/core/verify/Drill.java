package io.repobackup.core.verify;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.reading.LogReading;
import io.repobackup.core.vault.run.DrillEntry;
import io.repobackup.core.verify.Damage.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Brings one subject back on trial. <i>Used once, by one thread.</i> */
final class Drill {

    private final VerifySettings settings;
    private final SubjectBook book;

    Drill(VerifySettings settings, SubjectBook book) {
        this.settings = settings;
        this.book = book;
    }

    /** Restores the snapshot that stood at the moment that was asked for; without one there is nothing to restore. */
    void restoreNewest(LogReading log) {
        List<SnapshotInfo> kept = log.kept().stream()
                .filter(snapshot -> settings.asOf()
                        .filter(moment -> snapshot.time().isAfter(moment))
                        .isEmpty())
                .toList();
        if (!kept.isEmpty()) {
            book.drilled(new Trial(kept.get(kept.size() - 1)).run());
        }
    }

    /** One snapshot that is brought back. */
    private final class Trial {

        private final SnapshotInfo snapshot;
        private final BlobKey recordKey;
        private final List<String> notes = new ArrayList<>();
        private Severity result = Severity.OK;
        private long bytes;
        private long objects;
        private long items;
        private Duration took = Duration.ZERO;

        Trial(SnapshotInfo snapshot) {
            this.snapshot = snapshot;
            this.recordKey = SubjectKeys.of(snapshot.subject()).record(snapshot.number());
        }

        DrillEntry run() {
            try (ScratchDirectory place = ScratchDirectory.in(settings.scratch())) {
                restore(place.path());
            } catch (CancelledException e) {
                throw e;
            } catch (RepobackupException e) {
                failed(e);
            }
            return new DrillEntry(
                    snapshot.subject(),
                    snapshot.name(),
                    snapshot.number(),
                    snapshot.time(),
                    result,
                    notes,
                    bytes,
                    objects,
                    items,
                    took);
        }

        private void restore(Path place) {
            DrillTarget target = new DrillTarget(DirectoryTarget.into(place.resolve("restored")));
            RestoreReport report = RestoreEngine.builder()
                    .vault(settings.vault())
                    .target(target)
                    .snapshot(snapshot.subject(), snapshot.number())
                    .parallelism(2)
                    .scratch(place)
                    .clock(settings.clock())
                    .build()
                    .run();
            took = report.took();
            RestoreReport.Entry entry = report.entries().get(0);
            bytes = entry.bytes();
            entry.failure().ifPresentOrElse(this::failed, () -> compare(target, place));
        }

        private void compare(DrillTarget target, Path place) {
            Vault vault = settings.vault();
            LogRecord record = vault.log(snapshot.subject())
                    .read(snapshot.number())
                    .orElseThrow(() -> new NotFoundException("The record " + recordKey + " has vanished"));
            DrillComparison comparison = new DrillComparison(
                    vault.contents(snapshot.subject()), target.restored().orElseThrow(), place);
            comparison.compare(record);
            objects = comparison.objects();
            items = comparison.items();
            notes.addAll(comparison.notes());
            comparison.flaws().forEach(this::flaw);
            comparison.missing().forEach(this::missing);
        }

        private void flaw(String text) {
            damage(Kind.DRILL_FAILED, recordKey, "what the record says", text);
        }

        private void missing(String text) {
            boolean told = snapshot.completeness() == Completeness.INCOMPLETE;
            damage(told ? Kind.KNOWN_MISSING : Kind.DRILL_FAILED, recordKey, "all that the refs reach", text);
        }

        private void failed(RepobackupException why) {
            if (why instanceof CorruptedException corrupted) {
                damage(Kind.DRILL_FAILED, Damage.key(corrupted, recordKey), corrupted.expected(), corrupted.actual());
            } else if (why instanceof FrozenException) {
                damage(Kind.FROZEN, recordKey, "a snapshot that can be read", String.valueOf(why.getMessage()));
            } else {
                boolean ours = why instanceof NoSpaceException || why instanceof MisconfiguredException;
                damage(
                        ours ? Kind.UNREADABLE : Kind.DRILL_FAILED,
                        recordKey,
                        "a snapshot that is restored",
                        String.valueOf(why.getMessage()));
            }
        }

        private void damage(Kind kind, BlobKey key, String expected, String found) {
            Damage damage = new Damage(kind, key, expected, found, List.of(Damage.Harmed.of(snapshot)));
            book.damage(damage);
            notes.add(damage.text());
            result = result.and(damage.severity());
        }
    }
}
