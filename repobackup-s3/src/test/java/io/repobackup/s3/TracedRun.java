package io.repobackup.s3;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import java.net.URI;
import java.nio.ByteBuffer;

/** A process that does everything a sink can do once, with a temporary key, and shows whatever it meets. */
final class TracedRun {

    static final String KEY_ID = "AKIDOFATRACEDRUN";
    static final String SECRET = "secret-of-a-traced-run";
    static final String TOKEN = "session-token-of-a-traced-run";

    private TracedRun() {}

    public static void main(String[] arguments) {
        S3AccessKey key =
                S3AccessKey.temporary(KEY_ID, Secret.of(SECRET.toCharArray()), Secret.of(TOKEN.toCharArray()));
        BlobKey blob = BlobKey.of("data/1");
        BlobOptions data = BlobOptions.of(BlobClass.DATA);
        S3SinkBuilder builder = S3BlobSink.builder("bucket")
                .endpoint(URI.create(arguments[0]))
                .pathStyle()
                .partSizeInBytes(5 << 20)
                .credentials(key);
        System.out.println(builder + " " + key.secret() + " " + key.sessionToken());
        try (S3BlobSink sink = builder.build()) {
            shown(() -> System.out.println(sink + " " + sink.stat(blob)));
            shown(() -> sink.putIfAbsent(blob, new byte[10], data));
            shown(() -> sink.open(blob, ByteRange.all()).readAllBytes());
            shown(() -> sink.list(BlobListing.all()).forEach(System.out::println));
            shown(() -> {
                try (BlobUpload upload = sink.begin(blob, data)) {
                    upload.write(ByteBuffer.allocate(11 << 20));
                    upload.commit();
                }
            });
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void shown(Step step) {
        try {
            step.run();
        } catch (RepobackupException e) {
            e.printStackTrace(System.out);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
