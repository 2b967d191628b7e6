package io.repobackup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.s3.policy.S3Policy;
import io.repobackup.testkit.time.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tenants that share a bucket, with keys of a token service; on Ceph. */
class TenantsTest {

    private static final BlobKey KEY = BlobKey.of("log/1");
    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);

    private final RadosGateway gateway = RadosGateway.running();
    private final String bucket = gateway.bucket();

    @Test
    void aTenantWorksBelowItsPrefixAndIsRefusedElsewhere() {
        try (AssumedRole a = role("tenant-a").build();
                AssumedRole b = role("tenant-b").build();
                BlobSink ofA = sink("tenant-a", a);
                BlobSink ofB = sink("tenant-b", b);
                BlobSink ofThief = sink("tenant-b", a);
                BlobSink everywhere = sink("", a)) {
            ofA.putIfAbsent(KEY, new byte[1], DATA);
            ofB.putIfAbsent(KEY, new byte[2], DATA);
            assertThat(keys(ofA)).containsExactly(KEY);
            assertThat(ofA.stat(KEY).orElseThrow().sizeInBytes()).isOne();
            assertRefused(() -> ofThief.open(KEY, ByteRange.all()));
            assertRefused(() -> ofThief.stat(KEY));
            assertRefused(() -> keys(ofThief));
            assertRefused(() -> keys(everywhere));
            assertRefused(() -> ofThief.putIfAbsent(BlobKey.of("log/2"), new byte[3], DATA));
            assertThat(keys(ofB)).containsExactly(KEY);
        }
    }

    @Test
    void aPrefixThatBeginsLikeAnotherIsAnother() {
        try (AssumedRole a = role("tenant").build();
                BlobSink ofThief = sink("tenant-b", a)) {
            assertRefused(() -> keys(ofThief));
            assertRefused(() -> ofThief.putIfAbsent(KEY, new byte[3], DATA));
        }
    }

    @Test
    void keysAreRenewedBeforeTheyEndAndInTheMiddleOfARun() {
        FakeClock clock = FakeClock.at(Instant.now());
        try (AssumedRole role = role("tenant-a")
                        .lasting(Duration.ofHours(1))
                        .clock(clock)
                        .build();
                BlobSink sink = sink("tenant-a", role)) {
            S3AccessKey first = role.current();
            sink.putIfAbsent(KEY, new byte[1], DATA);
            clock.advance(Duration.ofMinutes(39));
            assertThat(role.current()).isEqualTo(first);
            clock.advance(Duration.ofMinutes(2));
            S3AccessKey second = role.current();
            assertThat(second).isNotEqualTo(first);
            assertThat(sink.stat(KEY)).isPresent();
            role.rejected(first);
            assertThat(role.current()).as("a late report about an old key").isEqualTo(second);
            role.rejected(second);
            assertThat(role.current()).isNotEqualTo(second);
            assertThat(sink.stat(KEY)).isPresent();
        }
    }

    @Test
    void aRoleThatMayNotBeAssumedIsTold() {
        try (AssumedRole unknown = AssumedRole.of("arn:aws:iam:::role/nobody")
                        .endpoint(gateway.endpoint())
                        .credentials(S3Credentials.fixed(gateway.administratorKey()))
                        .build();
                AssumedRole wrongKey = AssumedRole.of(gateway.roleArn())
                        .endpoint(gateway.endpoint())
                        .credentials(S3Credentials.fixed(
                                S3AccessKey.of(gateway.accessKey(), Secret.of("wrong".toCharArray()))))
                        .build()) {
            assertThatThrownBy(unknown::current)
                    .isInstanceOfAny(MisconfiguredException.class, AccessDeniedException.class)
                    .hasMessageContaining("role/nobody");
            assertThatThrownBy(wrongKey::current)
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("sts:AssumeRole");
        }
    }

    @Test
    void aPolicyThatIsTooLongForASessionIsRefusedBeforeItIsSent() {
        S3Policy policy = S3Policy.writer(bucket, "x/".repeat(400));
        assertThatThrownBy(() -> AssumedRole.of(gateway.roleArn()).narrowedTo(policy))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("shorter prefix");
    }

    @Test
    void noSecretIsShown() {
        try (AssumedRole role = role("tenant-a").build()) {
            S3AccessKey key = role.current();
            assertThat(role.toString() + key)
                    .doesNotContain(new String(key.secret().reveal()))
                    .doesNotContain(new String(key.sessionToken().orElseThrow().reveal()));
        }
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(AccessDeniedException.class);
    }

    private List<BlobKey> keys(BlobSink sink) {
        try (Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
            return blobs.map(StoredBlob::key).toList();
        }
    }

    private BlobSink sink(String prefix, S3Credentials keys) {
        return gateway.sink(bucket, prefix).credentials(keys).build();
    }

    private AssumedRole.Builder role(String prefix) {
        return gateway.role(S3Policy.writer(bucket, prefix));
    }
}
