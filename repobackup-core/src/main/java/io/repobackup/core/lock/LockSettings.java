package io.repobackup.core.lock;

import io.repobackup.api.sink.Retention;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectChoice;
import java.time.Clock;
import java.time.Duration;

/** What an engine was built with. <i>Immutable.</i> */
record LockSettings(
        Vault vault,
        Retention retention,
        Duration keepFor,
        Duration renewWhenLeft,
        Duration lockedAtPut,
        SubjectChoice subjects,
        int parallelism,
        Clock clock,
        LockListener listener) {}
