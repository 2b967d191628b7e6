package io.repobackup.benchmarks;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Sha256;
import io.repobackup.benchmarks.store.StoreAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Random;

/** A program that sends an object of any length and reads it back, and says what heap that took. */
final class LargeObject {

    private static final double MEGA = 1e6;
    private static final BlobKey KEY = BlobKey.of("data/large");

    private LargeObject() {}

    /** {@code ACCESS-FILE MEGABYTES}; prints one line. */
    public static void main(String[] args) throws IOException {
        long size = Long.parseLong(args[1]) * 1_000_000;
        try (HeapWatch heap = new HeapWatch();
                BlobSink sink = StoreAccess.read(Path.of(args[0])).open()) {
            long start = System.nanoTime();
            Sha256 sent = send(sink, size);
            double up = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            Sha256 received = receive(sink);
            double down = (System.nanoTime() - start) / 1e9;
            if (!sent.equals(received)) {
                throw new IllegalStateException("other bytes came back than were sent");
            }
            System.out.printf(
                    "%,d MB at -Xmx%d MB: %.0f MB/s up, %.0f MB/s down; largest heap after one of %d collections: %.1f MB%n",
                    size / 1_000_000,
                    Runtime.getRuntime().maxMemory() >> 20,
                    size / MEGA / up,
                    size / MEGA / down,
                    heap.collections(),
                    heap.largestInBytes() / MEGA);
        }
    }

    private static Sha256 send(BlobSink sink, long size) {
        MessageDigest digest = Sha256.digest();
        byte[] bytes = new byte[StoreCopy.STRIDE_IN_BYTES];
        new Random(size).nextBytes(bytes);
        try (BlobUpload upload = sink.begin(KEY, BlobOptions.of(BlobClass.DATA))) {
            long left = size;
            while (left > 0) {
                // No two pieces alike, so that none can be mistaken for another.
                ByteBuffer.wrap(bytes).putLong(left);
                int count = (int) Math.min(left, bytes.length);
                digest.update(bytes, 0, count);
                upload.write(ByteBuffer.wrap(bytes, 0, count));
                left -= count;
            }
            upload.commit();
        }
        return Sha256.from(digest);
    }

    private static Sha256 receive(BlobSink sink) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] bytes = new byte[StoreCopy.STRIDE_IN_BYTES];
        try (InputStream in = sink.open(KEY, ByteRange.all())) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                digest.update(bytes, 0, count);
            }
        }
        return Sha256.from(digest);
    }
}
