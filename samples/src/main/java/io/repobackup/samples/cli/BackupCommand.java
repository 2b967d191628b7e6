package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.source.Source;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.backup.Scope;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Backs up repositories. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Backs up what is new of some repositories. The vault is made when it does not exist.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BackupCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    CommandSpec spec;

    @Mixin
    SourceOptions sources;

    @Option(
            names = "--afresh",
            description = "Capture all of it in full, as if nothing were stored: after verification found damage.")
    boolean afresh;

    @Option(
            names = "--lock-for",
            paramLabel = "DURATION",
            converter = Lasting.class,
            description = "Lock everything that is stored for so long, such as 90d; nobody can remove it before.")
    @Nullable
    Duration lockFor;

    @Mixin
    CommonOptions common;

    BackupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Source source = Usage.of(spec, () -> sources.source(terminal));
        try (BlobSink sink = VaultSink.open(common, terminal)) {
            BackupReport report = new BackupJob(terminal).run(source, Vault.openOrCreate(sink, options()), scope());
            if (common.json) {
                terminal.out().println(BackupView.json(report));
            } else {
                BackupView.table(report, terminal.out());
            }
            return ExitStatus.of(report.severity());
        }
    }

    private VaultOptions options() {
        return lockFor == null ? common.options() : common.options().withLockFor(lockFor);
    }

    private Scope scope() {
        return afresh ? Scope.everything().afresh() : Scope.everything();
    }
}
