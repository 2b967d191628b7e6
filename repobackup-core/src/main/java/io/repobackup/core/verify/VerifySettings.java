package io.repobackup.core.verify;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.Portion;
import io.repobackup.core.vault.key.SubjectChoice;
import io.repobackup.core.vault.key.SubjectKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What an engine was built with. <i>Immutable.</i> */
record VerifySettings(
        Vault vault,
        Depth depth,
        SubjectChoice subjects,
        Portion sample,
        Optional<SubjectId> after,
        Optional<Instant> asOf,
        Set<Sha256> roots,
        Path scratch,
        int parallelism,
        Clock clock,
        VerifyListener listener) {

    /** Whether what is asked for reads data that is encrypted for others. */
    boolean lacksKey() {
        return depth.provesConnection() && !vault.recipients().canRead(BlobClass.DATA);
    }

    boolean provesConnection() {
        return depth.provesConnection() && !lacksKey();
    }

    boolean drills(SubjectKeys subject) {
        return depth == Depth.DRILL && !lacksKey() && sample.includes(subject.toString());
    }
}
