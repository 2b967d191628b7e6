package io.repobackup.samples.cli;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.source.Source;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.backup.Scope;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.core.vault.Vault;
import io.repobackup.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole way in one go: there and back again. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Backs up some repositories, brings the whole vault back, and says what to do next.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class QuickstartCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    CommandSpec spec;

    @Mixin
    SourceOptions sources;

    @Option(
            names = "--restore",
            paramLabel = "DIR",
            description = "An empty or new directory to bring the backup back into.")
    @Nullable
    Path restore;

    @Mixin
    CommonOptions common;

    QuickstartCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (HttpClient http = HttpClient.create()) {
            Source source = Usage.of(spec, () -> sources.source(terminal, http));
            return call(source, new BackupJob(terminal, http));
        }
    }

    private int call(Source source, BackupJob job) {
        Optional<DirectoryTarget> target = Optional.ofNullable(restore).map(DirectoryTarget::into);
        try (BlobSink sink = VaultSink.open(common, terminal)) {
            Vault vault = Vault.openOrCreate(sink, common.options());
            BackupReport backup = job.run(source, vault, Scope.everything());
            Optional<RestoreReport> restored = target.map(into ->
                    RestoreEngine.builder().vault(vault).target(into).build().run());
            show(backup, restored);
            return ExitStatus.of(worst(backup, restored));
        }
    }

    private void show(BackupReport backup, Optional<RestoreReport> restored) {
        if (common.json) {
            terminal.out().println(json(backup, restored));
            return;
        }
        BackupView.table(backup, terminal.out());
        restored.ifPresent(report -> {
            terminal.out().println();
            RestoreView.table(report, place(), terminal.out());
        });
        terminal.out().println();
        terminal.out().println("What next:");
        restored.map(report -> NextSteps.afterRestore(report, place())).ifPresent(this::print);
        print(NextSteps.afterBackup(common.vault));
    }

    private void print(List<String> lines) {
        lines.forEach(terminal.out()::println);
    }

    private JsonDocument json(BackupReport backup, Optional<RestoreReport> restored) {
        JsonDocument json = new JsonDocument()
                .with("command", "quickstart")
                .with("status", BackupView.word(worst(backup, restored)))
                .with("backup", BackupView.json(backup));
        restored.ifPresent(report -> json.with("restore", RestoreView.json(report, place())));
        return json;
    }

    private Path place() {
        return restore == null ? Path.of("") : restore;
    }

    private static Severity worst(BackupReport backup, Optional<RestoreReport> restored) {
        return backup.severity().and(restored.map(RestoreReport::severity).orElse(Severity.OK));
    }
}
