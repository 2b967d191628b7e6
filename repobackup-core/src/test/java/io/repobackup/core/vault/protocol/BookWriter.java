package io.repobackup.core.vault.protocol;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.subject.Part;
import io.repobackup.core.refs.RepositoryRefs;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultFixture;
import io.repobackup.core.vault.run.RunStart;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.GitMerge;
import io.repobackup.core.vault.writing.RecordDraft;
import io.repobackup.core.vault.writing.SubjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A writer by docs/FORMAT.md, section «Writing», through {@link SubjectWriter} and {@link GitMerge}, in place of runs that
 * would take too long to be made in all orders. Refs are a number, whose objects are all numbers up to it; the pack of a
 * capture holds those that the packs before do not.
 */
final class BookWriter {

    /** How a writer ended. */
    enum Told {
        STORED,
        UNCHANGED,
        FAILED,
        UNKNOWN
    }

    /** How a writer captures. */
    enum Style {
        WITH_HAVES,
        IN_FULL,
        IN_STEPS
    }

    final RunStart run;
    final int refs;
    private final Style style;
    private final long known;
    volatile Told told = Told.FAILED;

    BookWriter(Vault vault, int refs, Style style, long known) {
        this.run = vault.runs().begin("git.example/orgs/acme", "test");
        this.refs = refs;
        this.style = style;
        this.known = known;
    }

    void write(Vault vault) {
        try {
            for (int attempt = 0; attempt < 2 && told == Told.FAILED; attempt++) {
                told = new Attempt(vault).run();
            }
        } catch (OutcomeUnknownException | CancelledException e) {
            told = Told.UNKNOWN;
        }
    }

    static RepositoryRefs refs(int number) {
        return VaultFixture.refs(VaultFixture.ref("refs/heads/main", number));
    }

    private final class Attempt {

        private final Vault vault;
        private final SubjectWriter writer;

        Attempt(Vault vault) {
            this.vault = vault;
            this.writer = SubjectWriter.open(vault, VaultFixture.ID, run, known);
        }

        Told run() {
            boolean haves = style != Style.IN_FULL && writer.missingBlobs().isEmpty();
            List<PackEntry> relied = haves ? latest().map(GitContent::packs).orElse(List.of()) : List.of();
            if (haves && !isPending() && latest().filter(this::isSame).isPresent()) {
                return Told.UNCHANGED;
            }
            List<PackEntry> packs = new ArrayList<>(relied);
            long first = 1 + FakePacks.last(relied);
            packs.add(FakePacks.store(vault.blobs(VaultFixture.ID), first, refs));
            GitContent own = new GitContent(BookWriter.refs(refs), packs);
            if (style == Style.IN_STEPS && !(writer.append(progress(own)) instanceof Committed.Appended)) {
                return Told.FAILED;
            }
            return commit(own, relied);
        }

        private Told commit(GitContent captured, List<PackEntry> relied) {
            GitContent own = captured;
            for (int merge = 0; merge < 4; merge++) {
                Committed committed = writer.append(snapshot(own));
                if (committed instanceof Committed.Appended) {
                    return Told.STORED;
                }
                if (committed instanceof Committed.Expired) {
                    return Told.FAILED;
                }
                GitContent theirs = latest().orElseThrow();
                GitMerge merged = GitMerge.of(captured, relied, theirs, writer.missingBlobs());
                if (merged instanceof GitMerge.CaptureAgain) {
                    return Told.FAILED;
                }
                if (merged instanceof GitMerge.DoneByOther && !isPending()) {
                    return Told.UNCHANGED;
                }
                own = merged instanceof GitMerge.Merged both ? both.content() : theirs;
            }
            return Told.FAILED;
        }

        private boolean isSame(GitContent held) {
            return held.refs().equals(BookWriter.refs(refs));
        }

        private Optional<PartRecord> part() {
            return writer.head().record().flatMap(record -> record.part(Part.GIT));
        }

        private boolean isPending() {
            return part().flatMap(PartRecord::pending).isPresent();
        }

        private Optional<GitContent> latest() {
            return part().flatMap(PartRecord::latest)
                    .map(held -> writer.contents().git((StoredGit) held));
        }

        private RecordDraft snapshot(GitContent content) {
            PartRecord part = PartRecord.of("stored", vault.clock().instant())
                    .withContent(writer.contents().store(content));
            return draft(RecordKind.SNAPSHOT, part);
        }

        private RecordDraft progress(GitContent soFar) {
            PartRecord before = part().orElseGet(
                            () -> PartRecord.of("pending", vault.clock().instant()));
            return draft(
                    RecordKind.PROGRESS, before.withPending(writer.contents().store(soFar)));
        }

        private RecordDraft draft(RecordKind kind, PartRecord part) {
            return RecordDraft.of(
                    kind, VaultFixture.repository("acme/tool"), Completeness.COMPLETE, Map.of(Part.GIT, part));
        }
    }

    /** The snapshots that this writer's run put into the log. */
    static List<LogRecord> snapshots(List<LogRecord> records, RunStart run) {
        return records.stream()
                .filter(record -> record.kind() == RecordKind.SNAPSHOT)
                .filter(record -> record.header().run().equals(run.run().text()))
                .toList();
    }
}
