package io.repobackup.core.backup;

import io.repobackup.api.event.BackupListener;
import io.repobackup.api.source.Source;
import io.repobackup.core.git.StepRule;
import io.repobackup.core.git.pack.PackLimits;
import io.repobackup.core.vault.Vault;
import io.repobackup.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What an engine was built with. <i>Immutable.</i> */
record BackupSettings(
        Source source,
        Vault vault,
        BackupListener listener,
        Optional<Executor> executor,
        int parallelism,
        PackLimits limits,
        StepRule steps,
        Duration stallTimeout,
        Duration cancelGrace,
        double vanishingLimit,
        Rechecks rechecks,
        Optional<Duration> timeBudget,
        Clock clock,
        Optional<HttpClient> http) {}
