package io.repobackup.samples.cli;

import io.repobackup.api.event.BackupListener;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.source.Source;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.backup.Run;
import io.repobackup.core.backup.Scope;
import io.repobackup.core.vault.Vault;

/** A backup that a person watches and may interrupt. */
final class BackupJob {

    private final Terminal terminal;

    BackupJob(Terminal terminal) {
        this.terminal = terminal;
    }

    BackupReport run(Source source, Vault vault, Scope scope) {
        BackupEngine engine = BackupEngine.builder()
                .source(source)
                .vault(vault)
                .listener(progress())
                .build();
        Run<BackupReport> run = engine.start(scope);
        Thread whenInterrupted = new Thread(() -> endEarly(run), "end-of-backup");
        Runtime.getRuntime().addShutdownHook(whenInterrupted);
        try {
            return run.join();
        } finally {
            keepOut(whenInterrupted);
        }
    }

    private BackupListener progress() {
        return terminal.style() == Terminal.Style.LIVE
                ? new ProgressBar(terminal.err())
                : new ProgressLines(terminal.err());
    }

    /** What is stored by then stays stored, and the report of the run says so. */
    private void endEarly(Run<BackupReport> run) {
        run.cancel();
        try {
            run.join();
        } catch (RepobackupException e) {
            terminal.err().println("repobackup: " + OutcomeText.message(e));
        }
    }

    private static void keepOut(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the hook does its work
        }
    }
}
