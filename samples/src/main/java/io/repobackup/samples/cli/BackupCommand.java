package io.repobackup.samples.cli;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.source.Source;
import io.repobackup.core.backup.BackupPlan;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.backup.Scope;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.http.HttpClient;
import java.time.Clock;
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
    private final Clock clock = Clock.systemUTC();

    @Spec
    CommandSpec spec;

    @Mixin
    SourceOptions sources;

    @Option(
            names = "--afresh",
            description = "Capture all of it in full, as if nothing were stored: after verification found damage.")
    boolean afresh;

    @Option(
            names = "--plan",
            description = "Say what would be looked at, and for GitHub how many requests and how long that takes."
                    + " Asks for the list of repositories, and captures nothing.")
    boolean plan;

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
        try (HttpClient http = HttpClient.create()) {
            Source source = Usage.of(spec, () -> sources.source(terminal, http));
            return call(source, http);
        }
    }

    private int call(Source source, HttpClient http) {
        BackupJob job = new BackupJob(terminal, http);
        try (BlobSink sink = VaultSink.open(common, terminal)) {
            return plan
                    ? plan(PlanningVault.use(sink, options(), vault -> job.plan(source, vault, scope())), http)
                    : run(job, source, Vault.openOrCreate(sink, options()));
        }
    }

    private int run(BackupJob job, Source source, Vault vault) {
        BackupReport report = job.run(source, vault, scope());
        if (common.json) {
            terminal.out().println(BackupView.json(report));
        } else {
            BackupView.table(report, terminal.out());
        }
        return ExitStatus.of(report.severity());
    }

    private int plan(BackupPlan found, HttpClient http) {
        PlanView view = sources.host.isGiven()
                ? PlanView.within(sources.host.budgets(http, sources.credentials), clock.instant(), found)
                : PlanView.of(found);
        if (common.json) {
            terminal.out().println(view.json());
        } else {
            view.lines().forEach(terminal.out()::println);
        }
        return ExitStatus.OK;
    }

    private VaultOptions options() {
        return lockFor == null ? common.options() : common.options().withLockFor(lockFor);
    }

    private Scope scope() {
        return afresh ? Scope.everything().afresh() : Scope.everything();
    }
}
