package io.repobackup.core.backup;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A backup on a thread of its own. <i>Thread-safe.</i> */
final class BackgroundRun implements Run<BackupReport> {

    private final CompletableFuture<BackupReport> report = new CompletableFuture<>();
    private final BackupRun run;
    private final RunControl control;

    private BackgroundRun(BackupRun run, RunControl control) {
        this.run = run;
        this.control = control;
    }

    static BackgroundRun start(BackupRun run, RunControl control) {
        BackgroundRun background = new BackgroundRun(run, control);
        Thread thread = new Thread(background::execute, "repobackup-run");
        thread.setDaemon(true);
        thread.start();
        return background;
    }

    @Override
    public BackupReport join() {
        try {
            return report.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Waiting for the run was interrupted; the run goes on", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RepobackupException failure) {
                throw failure;
            }
            throw new UnavailableException("The run failed unexpectedly: " + e.getCause(), e);
        }
    }

    @Override
    public void cancel() {
        control.cancel();
    }

    @Override
    public Optional<Instant> eta() {
        return run.eta();
    }

    private void execute() {
        try {
            report.complete(run.execute());
        } catch (RuntimeException | Error e) {
            report.completeExceptionally(e);
        }
    }
}
