package io.repobackup.testkit.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The steps that the tests of a sink are told in. */
final class Blobs {

    static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);

    private static final int BUFFER = 64 << 10;

    private Blobs() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that compress badly and are the same for the same seed. */
    static byte[] noise(long seed, int length) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    static StoredBlob put(BlobSink sink, BlobKey key, byte[] content) {
        return sink.putIfAbsent(key, content, DATA);
    }

    static StoredBlob put(BlobSink sink, String key, String content) {
        return put(sink, BlobKey.of(key), bytes(content));
    }

    static StoredBlob upload(BlobSink sink, BlobKey key, byte[] content) {
        try (BlobUpload upload = sink.begin(key, DATA)) {
            write(upload, content);
            return upload.commit();
        }
    }

    static void write(BlobUpload upload, byte[] content) {
        for (int at = 0; at < content.length; at += BUFFER) {
            upload.write(ByteBuffer.wrap(content, at, Math.min(BUFFER, content.length - at)));
        }
    }

    static byte[] read(BlobSink sink, BlobKey key) {
        return read(sink, key, ByteRange.all());
    }

    static byte[] read(BlobSink sink, BlobKey key, ByteRange range) {
        return all(sink.open(key, range));
    }

    static byte[] all(InputStream stream) {
        try (InputStream in = stream) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a sink fails with its own exceptions, never with this one", e);
        }
    }

    static Sha256 digest(BlobSink sink, BlobKey key) {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = sink.open(key, ByteRange.all());
                DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a sink fails with its own exceptions, never with this one", e);
        }
        return Sha256.from(digest);
    }

    static List<BlobKey> keys(BlobSink sink, BlobListing listing) {
        try (Stream<StoredBlob> blobs = sink.list(listing)) {
            return blobs.map(StoredBlob::key).toList();
        }
    }

    static void assertHoldsNothing(BlobSink sink) {
        assertThat(keys(sink, BlobListing.all())).as("the keys of the sink").isEmpty();
    }
}
