package io.repobackup.core.seal;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.seal.SealReport.Entry;
import io.repobackup.core.seal.SealReport.Result;
import io.repobackup.core.threads.CallThreads;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.vault.run.EngineVersion;
import io.repobackup.core.vault.run.RunReport;
import io.repobackup.core.vault.run.RunStart;
import io.repobackup.core.vault.signing.Verdict;
import io.repobackup.core.vault.signing.Verdict.Standing;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.RecordDraft;
import io.repobackup.core.vault.writing.SubjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** One sealing. <i>Used once, by one thread.</i> */
final class SealRun {

    private final Vault vault;
    private final Vault strict;
    private final int parallelism;

    SealRun(Vault vault, int parallelism) {
        this.vault = vault;
        this.strict = vault.trusting(vault.options().signatures().required());
        this.parallelism = parallelism;
    }

    SealReport run() {
        requireSameVault();
        vault.recipients().requireWritable();
        RunStart run = vault.runs().begin("seal", EngineVersion.text());
        SealReport report = new SealReport(seal(run));
        vault.runs().end(ended(run, report));
        return report;
    }

    /** A record that is put into another vault by mistake vouches for nothing, and cannot be taken back. */
    private void requireSameVault() {
        vault.idInStore().filter(now -> !now.equals(vault.id())).ifPresent(now -> {
            throw new MisconfiguredException("Sealing vault " + vault.id() + ": " + VaultKeys.SIGNPOST
                    + " now says that this is vault " + now
                    + "; put the right file or place back, or open the vault again to seal the one that is there");
        });
    }

    private RunReport ended(RunStart run, SealReport report) {
        Severity severity = report.refused().findFirst().isPresent() ? Severity.FAILED : Severity.OK;
        return new RunReport(
                run, vault.clock().instant(), severity, Map.of(), Optional.empty(), OptionalLong.empty(), List.of());
    }

    private List<Entry> seal(RunStart run) {
        List<Callable<Entry>> work = new ArrayList<>();
        try (Stream<SubjectId> subjects = vault.subjects()) {
            subjects.forEach(subject -> work.add(() -> seal(subject, run)));
        }
        List<Entry> entries = new ArrayList<>();
        try (CallThreads threads = CallThreads.named("seal", parallelism)) {
            for (Future<Entry> each : threads.executor().invokeAll(work)) {
                entries.add(each.get());
            }
            return entries;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Sealing was cancelled; what was sealed stays, run it again for the rest", e);
        } catch (ExecutionException e) {
            throw new UnavailableException("Sealing failed unexpectedly: " + e.getCause(), e);
        }
    }

    private Entry seal(SubjectId subject, RunStart run) {
        try {
            SubjectWriter writer = SubjectWriter.open(vault, subject, run, 0);
            Optional<LogRecord> last = writer.head().record();
            if (last.isEmpty()) {
                return refused(subject, "no record of its log can be read");
            }
            if (isVouchedFor(subject, writer.head())) {
                return new Entry(subject, Result.NOT_NEEDED, subject + ": somebody vouches for its end already");
            }
            return objection(writer, last.get())
                    .map(why -> refused(subject, why))
                    .orElseGet(() -> append(writer, last.get()));
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            return refused(subject, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isVouchedFor(SubjectId subject, LogHead head) {
        return head.findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.UNSIGNED_RECORD)
                .noneMatch(finding -> finding.key()
                        .equals(SubjectKeys.of(subject)
                                .record(head.record().orElseThrow().number())));
    }

    private Optional<String> objection(SubjectWriter writer, LogRecord last) {
        SubjectId subject = last.subject().id();
        if (!writer.missingBlobs().isEmpty()) {
            return Optional.of("what its last record names is not all there, such as "
                    + writer.missingBlobs().iterator().next() + "; verify, back up, and seal again");
        }
        Standing standing =
                vault.log(subject).verdict(last.number()).map(Verdict::standing).orElse(Standing.NONE);
        boolean signedBefore = strict.log(subject).head().record().isPresent();
        return standing == Standing.NONE && signedBefore
                ? Optional.of(
                        "record " + last.number() + " is not signed as it must be, and others before it are: whoever"
                                + " wrote it is not to be vouched for; a backup that requires signatures writes past it")
                : Optional.empty();
    }

    private static Entry append(SubjectWriter writer, LogRecord last) {
        SubjectId subject = last.subject().id();
        Committed committed =
                writer.append(RecordDraft.of(RecordKind.COMPACTION, last.subject(), last.completeness(), last.parts()));
        return committed instanceof Committed.Appended appended
                ? new Entry(
                        subject,
                        Result.SEALED,
                        subject + ": record " + appended.record().number() + " vouches for all before it")
                : refused(subject, "somebody wrote to its log meanwhile; seal again");
    }

    private static Entry refused(SubjectId subject, String why) {
        return new Entry(subject, Result.REFUSED, subject + ": not sealed: " + why);
    }
}
