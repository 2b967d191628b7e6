package io.repobackup.core.vault.protocol;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.vault.protocol.Gate.Call;
import io.repobackup.core.vault.protocol.Gate.Fate;
import io.repobackup.testkit.sink.ForwardingSink;
import java.nio.ByteBuffer;
import java.util.stream.Stream;

/**
 * One actor's view of a store: asks a gate before it lists, commits or puts. What is read never changes while it is there,
 * so reading asks nobody. Closing it closes nothing.
 */
final class GatedSink extends ForwardingSink {

    private final Gate gate;

    GatedSink(BlobSink sink, Gate gate) {
        super(sink);
        this.gate = gate;
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        return new GatedUpload(super.begin(key, options), key, gate);
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        Fate fate = gate.pass(Call.PUT, key.text());
        if (fate == Fate.ANSWERED) {
            return super.putIfAbsent(key, bytes, options);
        }
        try {
            if (fate == Fate.DONE_IN_SILENCE) {
                super.putIfAbsent(key, bytes, options);
            }
        } catch (ConflictException e) {
            throw new OutcomeUnknownException("Putting " + key + " had no answer; ask again", e);
        }
        throw new OutcomeUnknownException("Putting " + key + " had no answer; ask again");
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        gate.pass(Call.LIST, listing.folder().map(BlobKey::text).orElse(""));
        return super.list(listing);
    }

    @Override
    public void close() {}

    private record GatedUpload(BlobUpload upload, BlobKey key, Gate gate) implements BlobUpload {

        @Override
        public void write(ByteBuffer bytes) {
            upload.write(bytes);
        }

        @Override
        public StoredBlob commit() {
            gate.pass(Call.COMMIT, key.text());
            return upload.commit();
        }

        @Override
        public void close() {
            upload.close();
        }
    }
}
