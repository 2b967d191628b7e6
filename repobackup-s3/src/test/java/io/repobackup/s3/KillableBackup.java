package io.repobackup.s3;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.outcome.Severity;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import java.net.URI;
import java.nio.file.Path;

/** A process that backs a repository up into a bucket, and may be killed. */
final class KillableBackup {

    private KillableBackup() {}

    /** The endpoint, the bucket, the repository and a directory for scratch. */
    public static void main(String[] arguments) {
        System.exit(run(arguments) == Severity.OK ? 0 : 1);
    }

    static Severity run(String... arguments) {
        try (S3BlobSink sink = sink(arguments[0], arguments[1])) {
            return BackupEngine.builder()
                    .source(GitSource.of(arguments[2]))
                    .vault(Vault.openOrCreate(sink))
                    .scratch(Path.of(arguments[3]))
                    .build()
                    .run()
                    .severity();
        }
    }

    /** With the smallest parts there are, so that little data is sent in several. */
    static S3BlobSink sink(String endpoint, String bucket) {
        return S3BlobSink.builder(bucket)
                .endpoint(URI.create(endpoint))
                .pathStyle()
                .partSizeInBytes(PartPlan.SMALLEST)
                .credentials(S3AccessKey.of(S3ProxyServer.KEY_ID, Secret.of(S3ProxyServer.SECRET.toCharArray())))
                .build();
    }
}
