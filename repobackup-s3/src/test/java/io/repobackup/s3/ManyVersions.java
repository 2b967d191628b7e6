package io.repobackup.s3;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Versions;
import java.net.URI;

/** A process that looks for the oldest versions of a key in a bucket, and for how many there are. */
final class ManyVersions {

    private ManyVersions() {}

    public static void main(String[] arguments) {
        S3SinkBuilder builder = S3BlobSink.builder("bucket")
                .endpoint(URI.create(arguments[0]))
                .pathStyle()
                .credentials(S3AccessKey.of("ID", Secret.of("secret".toCharArray())));
        BlobKey key = BlobKey.of("data/1");
        try (S3BlobSink sink = builder.build()) {
            Versions versions = sink.facet(Versions.class).orElseThrow();
            System.out.println(
                    "oldest " + versions.oldest(key, any -> true, 1).get(0).sizeInBytes());
            try (var all = versions.of(key)) {
                System.out.println("versions " + all.count());
            }
        }
    }
}
