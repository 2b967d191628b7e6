package io.repobackup.samples.cli;

import io.repobackup.api.event.BackupListener;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.source.Source;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupPlan;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.backup.Run;
import io.repobackup.core.backup.Scope;
import io.repobackup.core.vault.Vault;
import io.repobackup.http.HttpClient;

/** A backup that a person watches and may interrupt. */
final class BackupJob {

    private final Terminal terminal;
    private final HttpClient http;

    /** @param http the client that the source uses; stays the caller's */
    BackupJob(Terminal terminal, HttpClient http) {
        this.terminal = terminal;
        this.http = http;
    }

    BackupPlan plan(Source source, Vault vault, Scope scope) {
        return engine(source, vault).plan(scope);
    }

    BackupReport run(Source source, Vault vault, Scope scope) {
        BackupEngine engine = engine(source, vault);
        Run<BackupReport> run = engine.start(scope);
        Thread whenInterrupted = new Thread(() -> endEarly(run), "end-of-backup");
        Runtime.getRuntime().addShutdownHook(whenInterrupted);
        try {
            return run.join();
        } finally {
            keepOut(whenInterrupted);
        }
    }

    private BackupEngine engine(Source source, Vault vault) {
        return BackupEngine.builder()
                .source(source)
                .vault(vault)
                .http(http)
                .listener(progress())
                .build();
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
