package io.repobackup.core.copy;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.thaw.ThawOptions;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectChoice;
import java.time.Clock;

/**
 * What an engine was built with. <i>Immutable.</i>
 *
 * @param source the bytes of the vault as they lie
 * @param target where they are copied to, as they are to lie there
 */
record CopySettings(
        Vault vault,
        BlobSink source,
        BlobSink target,
        Comparison comparison,
        SubjectChoice subjects,
        int parallelism,
        Clock clock,
        ThawOptions thaw,
        CopyListener listener) {}
