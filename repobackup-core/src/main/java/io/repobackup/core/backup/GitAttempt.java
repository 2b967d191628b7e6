package io.repobackup.core.backup;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.core.git.GitCaptured;
import io.repobackup.core.git.GitMonitor;
import io.repobackup.core.git.pack.LfsPointer;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.GitMerge;
import java.util.List;
import java.util.Optional;

/** One look at a git repository. <i>Confined to one thread.</i> */
final class GitAttempt implements GitMonitor {

    private static final int MERGES = 4;

    private final Attempt attempt;
    private final GitEndpoint endpoint;
    private final SubjectRecorder recorder;
    private final LfsLedger lfs;
    private final PartMonitor monitor;

    GitAttempt(Attempt attempt, GitEndpoint endpoint) {
        this.attempt = attempt;
        this.endpoint = endpoint;
        this.recorder = attempt.recorder();
        this.lfs = new LfsLedger(attempt, endpoint);
        this.monitor = attempt.monitor();
    }

    Outcome run() {
        Optional<GitContent> previous =
                recorder.hasAllPacks() ? reliable().map(recorder.contents()::git) : Optional.empty();
        List<String> lacking =
                recorder.part(attempt.part()).map(PartRecord::notes).orElse(List.of());
        GitCaptured captured = attempt.captures().git().capture(endpoint, previous, lacking, recorder.blobs(), this);
        if (captured instanceof GitCaptured.Changed changed) {
            Outcome outcome = Attempt.outcome(changed.missing(), changed.bytes(), changed.objects());
            lfs.settle(changed.content(), changed.pointers());
            return commit(outcome, changed, previous.map(GitContent::packs).orElse(List.of()));
        }
        GitCaptured.Unchanged same = (GitCaptured.Unchanged) captured;
        if (isPending()) {
            return commit(
                    Attempt.outcome(same.missing(), 0, 0),
                    new GitCaptured.Changed(previous.orElseThrow(), List.of(), same.missing(), 0, 0),
                    previous.get().packs());
        }
        return Attempt.unchanged(same.evidence(), same.missing());
    }

    @Override
    public void progress(long done, long total, String unit) {
        monitor.progress(done, total, unit);
    }

    @Override
    public void checkCancelled() {
        monitor.checkCancelled();
    }

    @Override
    public void step(GitContent soFar, List<LfsPointer> pointers) {
        recorder.progress(attempt.part(), stored(soFar), lfs.owing(pointers), attempt.began());
    }

    private Outcome commit(Outcome outcome, GitCaptured.Changed captured, List<PackEntry> reliedOn) {
        GitContent own = captured.content();
        for (int merge = 0; merge < MERGES; merge++) {
            Committed committed = recorder.snapshot(
                    attempt.part(), attempt.record(outcome, stored(own)), lfs.owing(captured.pointers()));
            if (committed instanceof Committed.Appended) {
                return outcome;
            }
            if (committed instanceof Committed.Expired expired) {
                throw attempt.captureAgain("it took " + expired.open() + ", longer than a record may take");
            }
            if (attempt.isAfresh()) {
                throw attempt.captureAgain("another run, which may rely on what is damaged, was faster");
            }
            GitMerge merged = merge(captured.content(), reliedOn);
            if (merged instanceof GitMerge.DoneByOther) {
                return new Outcome.Unchanged("another run has just stored the same refs");
            }
            if (merged instanceof GitMerge.CaptureAgain again) {
                throw attempt.captureAgain("another run replaced " + again.vanished());
            }
            own = ((GitMerge.Merged) merged).content();
        }
        throw attempt.captureAgain("other runs were faster " + MERGES + " times");
    }

    private GitMerge merge(GitContent own, List<PackEntry> reliedOn) {
        Optional<GitContent> theirs = latest().map(recorder.contents()::git);
        if (theirs.isEmpty()) {
            return GitMerge.onNothing(own, reliedOn);
        }
        GitMerge merge = GitMerge.of(own, reliedOn, theirs.get(), recorder.missingBlobs());
        // The last step of another run has all refs and is no snapshot; that run may never come to make it one.
        return merge instanceof GitMerge.DoneByOther && isPending() ? new GitMerge.Merged(theirs.get()) : merge;
    }

    private StoredGit stored(GitContent content) {
        return reliable()
                .map(earlier -> recorder.contents().store(content, earlier))
                .orElseGet(() -> recorder.contents().store(content));
    }

    private boolean isPending() {
        return recorder.part(attempt.part()).flatMap(PartRecord::pending).isPresent();
    }

    /** What the next record may build on. */
    private Optional<StoredGit> reliable() {
        return attempt.isAfresh() ? Optional.empty() : latest();
    }

    private Optional<StoredGit> latest() {
        return recorder.part(attempt.part()).flatMap(record -> record.latest(StoredGit.class));
    }
}
