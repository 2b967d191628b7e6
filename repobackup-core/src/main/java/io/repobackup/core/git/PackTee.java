package io.repobackup.core.git;

import io.repobackup.core.git.pack.PackConsumer;
import io.repobackup.core.vault.BlobWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Passes a pack on to the store while it is indexed, counts it, and asks whether to go on. */
final class PackTee implements PackConsumer {

    private final BlobWriter bundle;
    private final GitMonitor monitor;
    private long count;
    private @Nullable RuntimeException refusal;

    PackTee(BlobWriter bundle, GitMonitor monitor) {
        this.bundle = bundle;
        this.monitor = monitor;
    }

    @Override
    public void accept(ByteBuffer bytes) {
        try {
            monitor.checkCancelled();
            count += bytes.remaining();
            bundle.write(bytes);
            monitor.progress(count, -1, "bytes");
        } catch (RuntimeException e) {
            refusal = e;
            throw e;
        }
    }

    @Override
    public void resolved(long done, long all) {
        try {
            monitor.checkCancelled();
            monitor.progress(done, all, "deltas");
        } catch (RuntimeException e) {
            refusal = e;
            throw e;
        }
    }

    /** Whether a failure came from where the bytes go, not from where they come from. */
    boolean caused(RuntimeException failure) {
        return failure == refusal;
    }
}
