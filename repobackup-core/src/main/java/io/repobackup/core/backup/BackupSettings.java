package io.repobackup.core.backup;

import io.repobackup.api.event.BackupListener;
import io.repobackup.api.source.Source;
import io.repobackup.core.git.GitCapture;
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
        CollisionSearch collisions,
        StepRule steps,
        Duration stallTimeout,
        Duration cancelGrace,
        double vanishingLimit,
        Rechecks rechecks,
        Optional<Duration> timeBudget,
        Clock clock,
        Optional<HttpClient> http) {

    /** Whether objects are looked through for what attacks on SHA-1 leave in them. */
    enum CollisionSearch {
        OFF,
        ON
    }

    /** Captures git repositories through this client, as the settings say. */
    GitCapture gitCapture(HttpClient client) {
        GitCapture capture = GitCapture.of(client, limits).withSteps(steps);
        return collisions == CollisionSearch.ON ? capture.detectingCollisions() : capture;
    }
}
