package io.repobackup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Removal.Answer;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.s3.policy.S3Policy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** What a sink makes of Object Lock, on Ceph. */
class LocksTest {

    private static final BlobKey KEY = BlobKey.of("log/1");
    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int SEVERAL_PARTS = 11 << 20;

    private final RadosGateway gateway = RadosGateway.running();

    @Test
    void aBucketWithoutObjectLockIsRefusedBeforeAnythingIsWritten() {
        for (String bucket : List.of(gateway.bucket(), gateway.versionedBucket())) {
            try (BlobSink sink =
                    gateway.sink(bucket, "").locking(S3LockMode.COMPLIANCE, DAY).build()) {
                for (Runnable call : List.<Runnable>of(
                        () -> sink.facet(Retention.class),
                        () -> sink.begin(KEY, DATA),
                        () -> sink.putIfAbsent(KEY, new byte[1], DATA))) {
                    assertThatThrownBy(call::run)
                            .isInstanceOf(MisconfiguredException.class)
                            .hasMessageContaining("no Object Lock")
                            .hasMessageContaining("--object-lock-enabled-for-bucket");
                }
                assertThat(sink.stat(KEY)).isEmpty();
            }
        }
    }

    @Test
    void whoWasNotToldToLockHasNoSuchFacetAndHeedsNoDates() {
        try (BlobSink sink =
                gateway.sink(gateway.lockingBucket(), "").singleWriter().build()) {
            StoredBlob stored = sink.putIfAbsent(
                    KEY, new byte[1], DATA.withRetainUntil(Instant.now().plus(DAY)));
            assertThat(sink.facet(Retention.class)).isEmpty();
            assertThat(remove(sink, stored)).isEqualTo(new Answer.Removed());
        }
    }

    @Test
    void everythingIsLockedForAsLongAsTheSinkOrTheBlobAsksWhicheverIsLater() {
        try (BlobSink sink = sink(gateway.lockingBucket(), DAY.multipliedBy(2))) {
            Instant start = Instant.now();
            assertEnds(sink, sink.putIfAbsent(KEY, new byte[1], DATA), start.plus(DAY.multipliedBy(2)));
            assertEnds(sink, upload(sink, "data/1", 10, DATA), start.plus(DAY.multipliedBy(2)));
            assertEnds(sink, upload(sink, "data/2", SEVERAL_PARTS, DATA), start.plus(DAY.multipliedBy(2)));
            BlobOptions earlier = DATA.withRetainUntil(start.plus(DAY));
            assertEnds(sink, upload(sink, "data/3", 10, earlier), start.plus(DAY.multipliedBy(2)));
            BlobOptions later = DATA.withRetainUntil(start.plus(DAY.multipliedBy(3)));
            assertEnds(sink, upload(sink, "data/4", SEVERAL_PARTS, later), start.plus(DAY.multipliedBy(3)));
        }
    }

    @Test
    void whoMayNotLockIsToldSoAndNothingPassesForLocked() {
        String bucket = gateway.lockingBucket();
        try (AssumedRole role = gateway.role(S3Policy.writer(bucket, "git")).build();
                BlobSink sink = gateway.sink(bucket, "git")
                        .credentials(role)
                        .singleWriter()
                        .locking(S3LockMode.COMPLIANCE, DAY)
                        .build();
                BlobUpload upload = sink.begin(BlobKey.of("data/1"), DATA)) {
            upload.write(ByteBuffer.allocate(SEVERAL_PARTS));
            assertThatThrownBy(upload::commit)
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("ObjectRetention");
        }
    }

    @Test
    void aLockOfTheFirmerModeStaysFirm() {
        String bucket = gateway.lockingBucket();
        try (BlobSink firm = sink(bucket, DAY);
                BlobSink loose = gateway.sink(bucket, "")
                        .singleWriter()
                        .locking(S3LockMode.GOVERNANCE)
                        .build()) {
            StoredBlob stored = firm.putIfAbsent(KEY, new byte[1], DATA);
            loose.facet(Retention.class)
                    .orElseThrow()
                    .retainAtLeast(stored, Instant.now().plus(DAY.multipliedBy(9)));
            assertThat(gateway.administrator()
                            .getObjectRetention(r -> r.bucket(bucket).key(KEY.text()))
                            .retention()
                            .mode())
                    .isEqualTo(ObjectLockRetentionMode.COMPLIANCE);
            assertEnds(firm, stored, Instant.now().plus(DAY.multipliedBy(9)));
        }
    }

    @Test
    void ofABlobWithoutAVersionTheOldestIsLockedAndAllAreRemovedOnceTheyMayBe() {
        String bucket = gateway.lockingBucket();
        try (BlobSink sink = sink(bucket, Duration.ZERO)) {
            StoredBlob meant = sink.putIfAbsent(KEY, new byte[1], DATA);
            gateway.administrator().putObject(r -> r.bucket(bucket).key(KEY.text()), RequestBody.fromString("evil"));
            StoredBlob any = new StoredBlob(KEY, Optional.empty(), 1, Optional.empty(), meant.storedAt());
            Instant until = LockRule.wholeSecond(Instant.now().plus(DAY));
            sink.facet(Retention.class).orElseThrow().retainAtLeast(any, until);
            assertThat(remove(sink, any)).isEqualTo(new Answer.Retained(until));
            assertThat(sink.facet(Versions.class).orElseThrow().of(KEY))
                    .extracting(StoredBlob::version)
                    .containsExactly(meant.version());
        }
    }

    @Test
    void versionsAreToldOfWhereTheBucketKeepsThem() {
        String versioned = gateway.versionedBucket();
        try (BlobSink plain = gateway.sink(gateway.bucket(), "").build();
                BlobSink keeping = gateway.sink(versioned, "").build();
                BlobSink toldOtherwise =
                        gateway.sink(versioned, "").withoutVersions().build()) {
            assertThat(plain.facet(Versions.class)).isEmpty();
            assertThat(keeping.facet(Versions.class)).isPresent();
            assertThat(toldOtherwise.facet(Versions.class)).isEmpty();
        }
    }

    /** Ceph 16 drops conditions in buckets that keep versions: two writers would both be told that they were first. */
    @Test
    void aStoreThatDropsConditionsIsRefusedUnlessThereIsOneWriter() {
        String bucket = gateway.versionedBucket();
        try (BlobSink many = gateway.sink(bucket, "many").build();
                BlobSink one = gateway.sink(bucket, "one").singleWriter().build()) {
            assertThatThrownBy(() -> many.putIfAbsent(KEY, new byte[1], DATA))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("singleWriter");
            one.putIfAbsent(KEY, new byte[1], DATA);
            assertThat(one.facet(Versions.class).orElseThrow().of(KEY)).hasSize(1);
        }
    }

    private void assertEnds(BlobSink sink, StoredBlob stored, Instant end) {
        assertThat(remove(sink, stored))
                .isInstanceOfSatisfying(
                        Answer.Retained.class,
                        retained -> assertThat(retained.until())
                                .isBetween(end.minusSeconds(1), end.plus(Duration.ofMinutes(5))));
    }

    private static Answer remove(BlobSink sink, StoredBlob blob) {
        return sink.facet(Removal.class).orElseThrow().remove(List.of(blob)).get(blob);
    }

    private static StoredBlob upload(BlobSink sink, String key, int length, BlobOptions options) {
        try (BlobUpload upload = sink.begin(BlobKey.of(key), options)) {
            upload.write(ByteBuffer.allocate(length));
            return upload.commit();
        }
    }

    private BlobSink sink(String bucket, Duration atLeast) {
        return gateway.sink(bucket, "")
                .singleWriter()
                .locking(S3LockMode.COMPLIANCE, atLeast)
                .build();
    }
}
