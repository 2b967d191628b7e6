package io.repobackup.s3;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.repobackup.api.credential.Secret;
import io.repobackup.s3.policy.S3Policy;
import io.repobackup.s3.policy.S3PolicyDialect;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/**
 * A Ceph Object Gateway, the store of these tests that keeps object locks for real. Started by {@code .ci/radosgw} when
 * a test first asks, ended with the JVM; {@code -Drepobackup.radosgw=DIRECTORY} names one that runs already.
 */
final class RadosGateway {

    private static final int NOT_INSTALLED = 3;
    private static @Nullable RadosGateway running;

    private final Properties server;
    private final S3Client administrator;

    private RadosGateway(Path directory) {
        this.server = read(directory.resolve("server.properties"));
        this.administrator = client(AwsBasicCredentials.create(accessKey(), secretKey()));
    }

    /** The gateway of this JVM; skips the test loudly where Ceph is not installed, and fails it under CI. */
    static synchronized RadosGateway running() {
        if (running == null) {
            String given = System.getProperty("repobackup.radosgw");
            running = new RadosGateway(given == null ? start() : Path.of(given));
        }
        return running;
    }

    URI endpoint() {
        return URI.create(server.getProperty("endpoint"));
    }

    String accessKey() {
        return server.getProperty("access.key");
    }

    String secretKey() {
        return server.getProperty("secret.key");
    }

    /** A role that may do everything with every bucket, and that the administrator may assume. */
    String roleArn() {
        return server.getProperty("role.arn");
    }

    /** A sink in a bucket, with all rights. */
    S3SinkBuilder sink(String bucket, String prefix) {
        return S3BlobSink.builder(bucket)
                .prefix(prefix)
                .endpoint(endpoint())
                .pathStyle()
                .checksums(S3Checksums.CONTENT_MD5)
                .partSizeInBytes(5 << 20)
                .credentials(administratorKey());
    }

    /** Keys of a session that may do no more than a policy says. */
    AssumedRole.Builder role(S3Policy policy) {
        return AssumedRole.of(roleArn())
                .endpoint(endpoint())
                .credentials(S3Credentials.fixed(administratorKey()))
                .narrowedTo(policy.in(S3PolicyDialect.CEPH));
    }

    S3AccessKey administratorKey() {
        return S3AccessKey.of(accessKey(), Secret.of(secretKey().toCharArray()));
    }

    /** The SDK's client, as somebody who got hold of keys uses it. */
    S3Client client(S3AccessKey key) {
        return client(AwsSessionCredentials.create(
                key.id(),
                new String(key.secret().reveal()),
                new String(key.sessionToken().orElseThrow().reveal())));
    }

    private S3Client client(AwsCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .addPlugin(LegacyMd5Plugin.create())
                .httpClient(Apache5HttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    /** The SDK's client, with all rights. */
    S3Client administrator() {
        return administrator;
    }

    /** The name of a new bucket. */
    String bucket() {
        String name = "plain-" + UUID.randomUUID();
        administrator.createBucket(request -> request.bucket(name));
        return name;
    }

    /** The name of a new bucket that keeps versions. */
    String versionedBucket() {
        String name = bucket();
        administrator.putBucketVersioning(request -> request.bucket(name)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        return name;
    }

    /** The name of a new bucket with Object Lock, and so with versions. */
    String lockingBucket() {
        String name = "locking-" + UUID.randomUUID();
        administrator.createBucket(request -> request.bucket(name).objectLockEnabledForBucket(true));
        return name;
    }

    private static Path start() {
        try {
            Path directory = Files.createTempDirectory("radosgw-");
            Path files = directory.resolve("ceph");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                run("stop", files);
                remove(directory.toFile());
            }));
            int status =
                    run("start", files, Long.toString(ProcessHandle.current().pid()));
            if (status == NOT_INSTALLED) {
                skip();
            } else if (status != 0) {
                fail("radosgw did not start: " + Files.readString(directory.resolve("start.out")));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void skip() {
        if ("true".equals(System.getenv("CI"))) {
            fail("Ceph is not installed, which .ci/run does");
        }
        abort("SKIPPED: needs Ceph (ceph-mon ceph-osd radosgw ceph-common); .ci/run installs it");
    }

    private static int run(String command, Path files, String... more) {
        ProcessBuilder process = new ProcessBuilder("../.ci/radosgw", command, files.toString());
        process.command().addAll(List.of(more));
        try {
            // Standard output is how these tests are talked to.
            process.redirectErrorStream(true)
                    .redirectOutput(files.resolveSibling(command + ".out").toFile());
            Process running = process.start();
            if (!running.waitFor(2, TimeUnit.MINUTES)) {
                running.destroyForcibly();
                return fail("radosgw did not " + command + " within two minutes");
            }
            return running.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static void remove(File file) {
        File[] children = file.listFiles();
        if (children != null) {
            for (File child : children) {
                remove(child);
            }
        }
        file.delete();
    }
}
