package io.repobackup.s3;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobUpload;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A process that uploads so many MiB, so many times at once, in so much memory, and says how many bytes were stored. */
final class LongUpload {

    private LongUpload() {}

    public static void main(String[] arguments) throws Exception {
        int mebibytes = Integer.parseInt(arguments[1]);
        int atOnce = Integer.parseInt(arguments[2]);
        S3SinkBuilder builder = S3BlobSink.builder("bucket")
                .endpoint(URI.create(arguments[0]))
                .pathStyle()
                .singleWriter()
                .withoutVersions()
                .uploadMemoryInBytes(Long.parseLong(arguments[3]) << 20)
                .credentials(S3AccessKey.of("ID", Secret.of("secret".toCharArray())));
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try (S3BlobSink sink = builder.build()) {
            List<Callable<Long>> uploads = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                BlobKey key = BlobKey.of("data/" + i);
                uploads.add(() -> upload(sink, key, mebibytes));
            }
            long stored = 0;
            for (Future<Long> each : threads.invokeAll(uploads)) {
                stored += each.get();
            }
            System.out.println("stored " + stored);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long upload(S3BlobSink sink, BlobKey key, int mebibytes) {
        ByteBuffer block = ByteBuffer.allocate(64 << 10);
        try (BlobUpload upload = sink.begin(key, BlobOptions.of(BlobClass.DATA))) {
            for (int i = 0; i < mebibytes * 16; i++) {
                upload.write(block.rewind());
            }
            return upload.commit().sizeInBytes();
        }
    }
}
