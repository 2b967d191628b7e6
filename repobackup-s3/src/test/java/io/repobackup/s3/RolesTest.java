package io.repobackup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Removal.Answer;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Uploads;
import io.repobackup.api.sink.Versions;
import io.repobackup.s3.policy.S3Policy;
import io.repobackup.s3.policy.S3Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Each role does its work with its policy, and is refused the rest; on Ceph, in a bucket with Object Lock. */
class RolesTest {

    private static final String PREFIX = "git";
    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);
    private static final BlobKey KEY = BlobKey.of("log/1");
    private static final Duration DAY = Duration.ofDays(1);

    private static final LifecycleRule EXPIRE_ALL = LifecycleRule.builder()
            .id("all")
            .status("Enabled")
            .filter(filter -> filter.prefix(""))
            .expiration(end -> end.days(1))
            .build();

    private final RadosGateway gateway = RadosGateway.running();
    private final String bucket = gateway.lockingBucket();
    private final BlobSink owner = sink(S3Credentials.fixed(gateway.administratorKey()));

    @AfterEach
    void close() {
        owner.close();
    }

    @ParameterizedTest
    @EnumSource(S3Role.class)
    void everyRoleReadsWhatIsBelowThePrefixWithItsVersions(S3Role role) throws IOException {
        StoredBlob stored = owner.putIfAbsent(KEY, new byte[] {1}, DATA);
        try (AssumedRole keys = keys(role);
                BlobSink sink = sink(keys);
                Stream<StoredBlob> listed = sink.list(BlobListing.all());
                InputStream in = sink.facet(Versions.class).orElseThrow().open(stored, ByteRange.all())) {
            assertThat(listed).extracting(StoredBlob::key).containsExactly(KEY);
            assertThat(in.readAllBytes()).containsExactly(1);
            assertThat(sink.facet(Versions.class).orElseThrow().of(KEY)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(S3Role.class)
    void noRoleChangesTheBucketOrWhatIsLocked(S3Role role) {
        StoredBlob locked = owner.putIfAbsent(
                KEY, new byte[] {1}, DATA.withRetainUntil(Instant.now().plus(DAY)));
        gateway.administrator().putObject(r -> r.bucket(bucket).key("elsewhere"), RequestBody.fromString("x"));
        String name = PREFIX + "/" + KEY;
        String version = locked.version().orElseThrow();
        try (AssumedRole keys = keys(role);
                S3Client thief = gateway.client(keys.current())) {
            assertRefused(
                    () -> thief.deleteObject(r -> r.bucket(bucket).key(name).versionId(version)));
            assertRefused(() -> thief.deleteObject(
                    r -> r.bucket(bucket).key(name).versionId(version).bypassGovernanceRetention(true)));
            assertRefused(() -> thief.deleteObject(r -> r.bucket(bucket).key(name)));
            assertRefused(() -> thief.putObjectRetention(r -> r.bucket(bucket)
                    .key(name)
                    .versionId(version)
                    .bypassGovernanceRetention(true)
                    .retention(lock -> lock.mode(ObjectLockRetentionMode.COMPLIANCE)
                            .retainUntilDate(Instant.now().plusSeconds(60)))));
            assertRefused(() -> thief.putObjectLegalHold(
                    r -> r.bucket(bucket).key(name).legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.ON))));
            assertRefused(() -> thief.putBucketLifecycleConfiguration(
                    r -> r.bucket(bucket).lifecycleConfiguration(all -> all.rules(EXPIRE_ALL))));
            assertRefused(() -> thief.putBucketVersioning(r -> r.bucket(bucket)
                    .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.SUSPENDED))));
            assertRefused(() -> thief.putBucketPolicy(r -> r.bucket(bucket).policy("{}")));
            assertRefused(
                    () -> thief.putObjectAcl(r -> r.bucket(bucket).key(name).acl("public-read")));
            assertRefused(() -> thief.deleteBucket(r -> r.bucket(bucket)));
            assertRefused(() -> thief.getObject(r -> r.bucket(bucket).key("elsewhere")));
            assertRefused(() -> thief.listObjectsV2(r -> r.bucket(bucket)));
            assertRefused(() -> thief.putObject(r -> r.bucket(bucket).key("elsewhere"), RequestBody.fromString("x")));
        }
        assertThat(owner.facet(Versions.class).orElseThrow().of(KEY))
                .singleElement()
                .isEqualTo(listed(locked));
    }

    @Test
    void aWriterUploadsAndLocksAndAborts() {
        try (AssumedRole keys = keys(S3Role.WRITER);
                BlobSink sink = sink(keys)) {
            Instant until = Instant.now().plus(DAY);
            StoredBlob small = sink.putIfAbsent(KEY, new byte[] {1}, DATA.withRetainUntil(until));
            StoredBlob large = upload(sink, BlobKey.of("data/1"), 11 << 20, DATA.withRetainUntil(until));
            sink.facet(Retention.class).orElseThrow().retainAtLeast(small, until.plus(DAY));
            try (BlobUpload dropped = sink.begin(BlobKey.of("data/2"), DATA)) {
                dropped.write(ByteBuffer.allocate(11 << 20));
            }
            assertThat(owner.facet(Removal.class).orElseThrow().remove(List.of(small, large)))
                    .hasSize(2)
                    .allSatisfy((blob, answer) -> assertThat(answer).isInstanceOf(Answer.Retained.class));
            assertThat(unfinished(owner)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(value = S3Role.class, mode = Mode.EXCLUDE, names = "PRUNER")
    void onlyAPrunerRemoves(S3Role role) {
        StoredBlob stored = owner.putIfAbsent(KEY, new byte[] {1}, DATA);
        try (AssumedRole keys = keys(role);
                BlobSink sink = sink(keys)) {
            assertThat(sink.facet(Removal.class)
                            .orElseThrow()
                            .remove(List.of(stored))
                            .get(stored))
                    .isInstanceOfSatisfying(
                            Answer.Failed.class,
                            failed -> assertThat(failed.cause())
                                    .isInstanceOf(AccessDeniedException.class)
                                    .hasMessageContaining("s3:DeleteObjectVersion"));
        }
        assertThat(owner.stat(KEY)).isPresent();
    }

    @Test
    void aPrunerWritesAndRemovesWhatIsNotLocked() {
        StoredBlob free = owner.putIfAbsent(KEY, new byte[] {1}, DATA);
        Instant until = Instant.now().plus(DAY);
        StoredBlob locked = owner.putIfAbsent(BlobKey.of("log/2"), new byte[] {2}, DATA.withRetainUntil(until));
        try (AssumedRole keys = keys(S3Role.PRUNER);
                BlobSink sink = sink(keys)) {
            sink.putIfAbsent(BlobKey.of("log/3"), new byte[] {3}, DATA);
            assertThat(sink.facet(Removal.class).orElseThrow().remove(List.of(free, locked)))
                    .containsEntry(free, new Answer.Removed())
                    .containsEntry(locked, new Answer.Retained(LockRule.wholeSecond(until)));
            assertThat(unfinished(sink)).isEmpty();
        }
        assertThat(owner.stat(KEY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = S3Role.class,
            names = {"AUDITOR", "RESTORER"})
    void whoReadsDoesNotWrite(S3Role role) {
        try (AssumedRole keys = keys(role);
                S3Client thief = gateway.client(keys.current())) {
            assertRefused(
                    () -> thief.putObject(r -> r.bucket(bucket).key("git/log/1"), RequestBody.fromString("evil")));
        }
    }

    @Test
    void whatIsHiddenFromAWriterIsWrittenAndNotRead() {
        try (AssumedRole keys =
                        gateway.role(policy(S3Role.WRITER).hiding("data")).build();
                BlobSink sink = sink(keys)) {
            BlobKey data = BlobKey.of("data/1");
            upload(sink, data, 100, DATA.withRetainUntil(Instant.now().plus(DAY)));
            upload(
                    sink,
                    BlobKey.of("data/2"),
                    11 << 20,
                    DATA.withRetainUntil(Instant.now().plus(DAY)));
            sink.putIfAbsent(KEY, new byte[] {1}, DATA);
            assertThat(sink.stat(KEY)).isPresent();
            assertThatThrownBy(() -> sink.open(data, ByteRange.all())).isInstanceOf(AccessDeniedException.class);
        }
    }

    private static StoredBlob upload(BlobSink sink, BlobKey key, int length, BlobOptions options) {
        try (BlobUpload upload = sink.begin(key, options)) {
            upload.write(ByteBuffer.allocate(length));
            return upload.commit();
        }
    }

    private static List<Uploads.Unfinished> unfinished(BlobSink sink) {
        try (Stream<Uploads.Unfinished> found =
                sink.facet(Uploads.class).orElseThrow().unfinished(Instant.now().plus(DAY))) {
            return found.toList();
        }
    }

    /** As a listing tells it. */
    private StoredBlob listed(StoredBlob stored) {
        return owner.facet(Versions.class)
                .orElseThrow()
                .oldest(stored.key(), version -> version.version().equals(stored.version()), 1)
                .get(0);
    }

    private static void assertRefused(Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }

    private AssumedRole keys(S3Role role) {
        return gateway.role(policy(role)).build();
    }

    private S3Policy policy(S3Role role) {
        return S3Policy.of(role, bucket, PREFIX).locking(Duration.ofDays(3));
    }

    private BlobSink sink(S3Credentials keys) {
        return gateway.sink(bucket, PREFIX)
                .credentials(keys)
                .singleWriter()
                .locking(S3LockMode.COMPLIANCE)
                .build();
    }
}
