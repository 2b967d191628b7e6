package io.repobackup.core.vault;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;

/** What a worker can read that makes backups of an encrypted vault: state, and no data. */
public final class WorkerKeys {

    private WorkerKeys() {}

    /** The sink, with every attempt to read data denied. */
    public static BlobSink withoutDataKey(BlobSink sink) {
        FaultySink guarded = FaultySink.over(sink);
        guarded.inject(
                SinkOperation.OPEN,
                Trigger.under(VaultKeys.DATA),
                Fault.error(() -> new AccessDeniedException("a run that makes backups reads no data")));
        return guarded;
    }
}
