package io.repobackup.s3;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobUpload;
import java.net.URI;
import java.nio.ByteBuffer;

/** A process that uploads so many MiB and says how many bytes were stored. */
final class LongUpload {

    private LongUpload() {}

    public static void main(String[] arguments) {
        S3SinkBuilder builder = S3BlobSink.builder("bucket")
                .endpoint(URI.create(arguments[0]))
                .pathStyle()
                .singleWriter()
                .withoutVersions()
                .credentials(S3AccessKey.of("ID", Secret.of("secret".toCharArray())));
        try (S3BlobSink sink = builder.build();
                BlobUpload upload = sink.begin(BlobKey.of("data/1"), BlobOptions.of(BlobClass.DATA))) {
            ByteBuffer block = ByteBuffer.allocate(1 << 20);
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                upload.write(block.rewind());
            }
            System.out.println("stored " + upload.commit().sizeInBytes());
        }
    }
}
