package io.repobackup.core.lock;

import io.repobackup.api.sink.Retention;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.Portion;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** What an engine was built with. <i>Immutable.</i> */
record LockSettings(
        Vault vault,
        Retention retention,
        Duration keepFor,
        Duration renewWhenLeft,
        Duration lockedAtPut,
        Set<SubjectId> only,
        Portion share,
        int parallelism,
        Clock clock,
        LockListener listener) {}
