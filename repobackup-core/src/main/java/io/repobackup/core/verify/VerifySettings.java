package io.repobackup.core.verify;

import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.Portion;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What an engine was built with. <i>Immutable.</i> */
record VerifySettings(
        Vault vault,
        Depth depth,
        Set<SubjectId> only,
        Portion share,
        Portion sample,
        Optional<SubjectId> after,
        Optional<Instant> asOf,
        Set<Sha256> roots,
        Path scratch,
        int parallelism,
        Clock clock,
        VerifyListener listener) {}
