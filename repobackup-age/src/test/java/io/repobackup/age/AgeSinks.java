package io.repobackup.age;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Random;

/** The keys and steps that tests of encryption share. */
final class AgeSinks {

    static final AgeIdentity RECOVERY = AgeIdentity.generate();
    static final AgeIdentity STATE_KEY = AgeIdentity.generate();
    static final AgeIdentity STRANGER = AgeIdentity.generate();
    static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);
    static final BlobOptions STATE = BlobOptions.of(BlobClass.STATE);
    static final BlobOptions PLAIN = BlobOptions.of(BlobClass.PLAIN);
    static final BlobKey PACK = BlobKey.of("data/host/repo-1/pack.bundle");
    static final BlobKey RECORD = BlobKey.of("log/host/repo-1/0000000001.json.gz");

    private AgeSinks() {}

    /** A sink that encrypts for the recovery key, and STATE for the state key too, and reads with these. */
    static AgeBlobSink over(BlobSink store, AgeIdentity... identities) {
        AgeBlobSinkBuilder builder =
                AgeBlobSink.over(store).dataRecipient(RECOVERY.recipient()).stateRecipient(STATE_KEY.recipient());
        for (AgeIdentity identity : identities) {
            builder.identity(identity);
        }
        return builder.build();
    }

    static StoredBlob upload(BlobSink sink, BlobKey key, byte[] content) {
        try (BlobUpload upload = sink.begin(key, DATA)) {
            upload.write(ByteBuffer.wrap(content));
            return upload.commit();
        }
    }

    static byte[] read(BlobSink sink, BlobKey key) {
        return read(sink, key, ByteRange.all());
    }

    static byte[] read(BlobSink sink, BlobKey key, ByteRange range) {
        try (InputStream in = sink.open(key, range)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }
}
