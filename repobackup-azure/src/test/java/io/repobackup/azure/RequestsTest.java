package io.repobackup.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Uploads;
import io.repobackup.api.sink.Versions;
import io.repobackup.testkit.time.FakeClock;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The requests that are sent, against Azure's documentation of them. */
class RequestsTest {

    private static final AzureCredential ACCOUNT_KEY =
            AzureCredential.accountKey("account", Secret.of("a2V5".toCharArray()));
    private static final BlobKey KEY = BlobKey.of("data/1");
    private static final int LARGE = 1 << 20;

    private final FakeClock clock = FakeClock.create();
    private PlayedStore store;

    @BeforeEach
    void start() throws Exception {
        store = new PlayedStore(clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Nested
    class Puts {

        @Test
        void carryTheConditionAndTheDigests() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build()) {
                put(sink, KEY, BlobClass.STATE, 3);
                RecordedRequest put = last("PUT");
                assertThat(put.getHeaders().get("If-None-Match")).isEqualTo("*");
                assertThat(put.getHeaders().get("x-ms-blob-type")).isEqualTo("BlockBlob");
                assertThat(put.getHeaders().get("Content-MD5")).isEqualTo("aT6a+E09/MceZA4AW9xeLg==");
                assertThat(put.getHeaders().get("x-ms-meta-sha256"))
                        .isEqualTo(Sha256.of(new byte[3]).hex());
                assertThat(put.getHeaders().get("x-ms-version")).isEqualTo("2026-02-06");
                assertThat(put.getHeaders().get("x-ms-access-tier")).isNull();
                assertThat(put.getHeaders().get("x-ms-immutability-policy-until-date"))
                        .isNull();
            }
        }

        @Test
        void showOnceThatTheStoreRefusesWhatExists() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build()) {
                put(sink, BlobKey.of("log/1"), BlobClass.STATE, 3);
                assertThat(sent("PUT")).hasSize(2).allMatch(put -> put.getBodySize() == 3);
                put(sink, BlobKey.of("log/2"), BlobClass.STATE, 3);
                assertThat(sent("PUT")).hasSize(3);
            }
        }

        @Test
        void toAStoreThatIgnoresTheConditionFailAtTheFirst() {
            store.ignoreConditions();
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build()) {
                assertThatThrownBy(() -> put(sink, KEY, BlobClass.STATE, 3))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining("If-None-Match: *");
            }
        }

        @Test
        void onlyLargeDataGoesToTheColdTier() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).coldData(ColdTier.COLD).build()) {
                assertThat(tier(sink, "a", BlobClass.DATA, LARGE)).isEqualTo("Cold");
                assertThat(tier(sink, "b", BlobClass.DATA, LARGE - 1)).isNull();
                assertThat(tier(sink, "c", BlobClass.STATE, LARGE)).isNull();
                assertThat(tier(sink, "d", BlobClass.PLAIN, LARGE)).isNull();
            }
        }

        @Test
        void areLockedAsTheyAreTold() {
            try (AzureBlobSink sink =
                    sink(ACCOUNT_KEY).locking(RetentionMode.LOCKED).build()) {
                sink.putIfAbsent(
                        KEY,
                        new byte[3],
                        BlobOptions.of(BlobClass.STATE)
                                .withRetainUntil(clock.instant()
                                        .plus(Duration.ofDays(30))
                                        .plusMillis(1)));
                RecordedRequest put = last("PUT");
                assertThat(put.getHeaders().get("x-ms-immutability-policy-until-date"))
                        .isEqualTo("Wed, 04 Feb 2026 12:00:01 GMT");
                assertThat(put.getHeaders().get("x-ms-immutability-policy-mode"))
                        .isEqualToIgnoringCase("Locked");
            }
        }

        @Test
        void areLockedForTheLongerOfTwoTimes() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY)
                    .locking(RetentionMode.UNLOCKED, Duration.ofDays(10))
                    .build()) {
                put(sink, KEY, BlobClass.STATE, 3);
                assertThat(last("PUT").getHeaders().get("x-ms-immutability-policy-until-date"))
                        .isEqualTo("Thu, 15 Jan 2026 12:00:00 GMT");
                sink.putIfAbsent(
                        BlobKey.of("data/2"),
                        new byte[3],
                        BlobOptions.of(BlobClass.STATE)
                                .withRetainUntil(clock.instant().plus(Duration.ofDays(11))));
                assertThat(last("PUT").getHeaders().get("x-ms-immutability-policy-until-date"))
                        .isEqualTo("Fri, 16 Jan 2026 12:00:00 GMT");
            }
        }

        private @Nullable String tier(AzureBlobSink sink, String key, BlobClass blobClass, int length) {
            put(sink, BlobKey.of(key), blobClass, length);
            String put = last("PUT").getHeaders().get("x-ms-access-tier");
            upload(sink, BlobKey.of(key + "-uploaded"), blobClass, length);
            assertThat(last("PUT").getHeaders().get("x-ms-access-tier")).isEqualTo(put);
            return put;
        }
    }

    @Nested
    class UploadsInBlocks {

        @Test
        void stageBlocksWithDigestsAndCommitThemOnce() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY)
                    .blockSizeInBytes(64 << 10)
                    .coldData(ColdTier.ARCHIVE)
                    .locking(RetentionMode.UNLOCKED)
                    .build()) {
                StoredBlob stored = upload(sink, KEY, BlobClass.DATA, LARGE + 1);
                List<RecordedRequest> puts = sent("PUT");
                assertThat(puts).hasSize(18);
                assertThat(puts.subList(0, 17)).allSatisfy(block -> {
                    assertThat(block.getUrl().queryParameter("comp")).isEqualTo("block");
                    assertThat(block.getHeaders().get("Content-MD5")).isNotNull();
                    assertThat(block.getBodySize()).isLessThanOrEqualTo(64 << 10);
                });
                RecordedRequest list = puts.get(17);
                assertThat(list.getUrl().queryParameter("comp")).isEqualTo("blocklist");
                assertThat(list.getHeaders().get("If-None-Match")).isEqualTo("*");
                assertThat(list.getHeaders().get("x-ms-access-tier")).isEqualTo("Archive");
                assertThat(list.getHeaders().get("x-ms-meta-sha256"))
                        .isEqualTo(stored.sha256().orElseThrow().hex());
                assertThat(list.getHeaders().get("x-ms-meta-upload")).isNotBlank();
                assertThat(stored.version()).isPresent();
            }
        }

        @Test
        void ofLessThanABlockAreOnePut() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build()) {
                upload(sink, KEY, BlobClass.DATA, LARGE);
                assertThat(sent("PUT")).hasSize(1);
                assertThat(last("PUT").getUrl().queryParameter("comp")).isNull();
                assertThat(last("PUT").getHeaders().get("If-None-Match")).isEqualTo("*");
            }
        }

        @Test
        void growTheirBlocksSoThatFiftyThousandAreEnough() {
            BlockSizes sizes = new BlockSizes(8 << 20);
            assertThat(sizes.ofBlock(0)).isEqualTo(8 << 20);
            assertThat(sizes.ofBlock(9_999)).isEqualTo(8 << 20);
            assertThat(sizes.ofBlock(10_000)).isEqualTo(16 << 20);
            assertThat(sizes.ofBlock(49_999)).isEqualTo(128 << 20);
            assertThat(new BlockSizes(256 << 20).ofBlock(49_999)).isEqualTo(1 << 30);
            assertThat(Stream.of(0, 9, 10, 49_999).map(i -> BlockSizes.id(-1, i)))
                    .doesNotHaveDuplicates()
                    .allMatch(id -> id.length() == BlockSizes.id(1, 0).length());
        }
    }

    @Nested
    class Listings {

        @Test
        void afterAKeyThatIsThereBeginWithIt() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build()) {
                Stream.of("log/1", "log/2", "log/3").forEach(key -> put(sink, BlobKey.of(key), BlobClass.STATE, 1));
                assertThat(keys(sink, BlobListing.under(BlobKey.of("log")).after(BlobKey.of("log/2"))))
                        .containsExactly(BlobKey.of("log/3"));
                assertThat(lists()).hasSize(1);
                assertThat(lists().get(0).getUrl().queryParameter("startFrom")).isEqualTo("log/2");
                assertThat(lists().get(0).getUrl().queryParameter("prefix")).isEqualTo("log/");
            }
        }

        @Test
        void afterAKeyThatIsNotThereBeginAtTheFirst() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build()) {
                Stream.of("log/1", "log/3").forEach(key -> put(sink, BlobKey.of(key), BlobClass.STATE, 1));
                assertThat(keys(sink, BlobListing.all().after(BlobKey.of("log/2"))))
                        .containsExactly(BlobKey.of("log/3"));
                assertThat(lists())
                        .extracting(list -> list.getUrl().queryParameter("startFrom"))
                        .containsExactly("log/2", null);
            }
        }

        @Test
        void askForPagesAsTheyAreRead() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build()) {
                for (int i = 0; i < 201; i++) {
                    put(sink, BlobKey.of("k/" + (1_000 + i)), BlobClass.STATE, 1);
                }
                try (Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
                    assertThat(lists()).isEmpty();
                    Iterator<StoredBlob> each = blobs.iterator();
                    for (int i = 0; i < 100; i++) {
                        each.next();
                    }
                    assertThat(lists()).hasSize(1);
                    each.next();
                    assertThat(lists()).hasSize(2);
                }
            }
        }

        @Test
        void passOverNamesThatAreNoKeys() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build();
                    Container stranger = new Container(settings())) {
                put(sink, KEY, BlobClass.STATE, 1);
                stranger.client().getBlobClient("data/UPPER case").upload(BinaryData.fromString("x"));
                assertThat(keys(sink, BlobListing.all())).containsExactly(KEY);
            }
        }

        @Test
        void outOfOrderAreRefused() {
            store.listBackwards();
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build()) {
                Stream.of("log/1", "log/2").forEach(key -> put(sink, BlobKey.of(key), BlobClass.STATE, 1));
                assertThatThrownBy(() -> keys(sink, BlobListing.all()))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining("hierarchical namespace");
            }
        }

        @Test
        void ofAPrefixSeeNothingElse() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build();
                    AzureBlobSink tenant =
                            sink(ACCOUNT_KEY).prefix(BlobKey.of("tenant/a")).build()) {
                put(sink, BlobKey.of("tenant/b/x"), BlobClass.STATE, 1);
                put(sink, BlobKey.of("tenant/a-b"), BlobClass.STATE, 1);
                put(tenant, BlobKey.of("x"), BlobClass.STATE, 1);
                assertThat(keys(tenant, BlobListing.all())).containsExactly(BlobKey.of("x"));
                assertThat(keys(sink, BlobListing.under(BlobKey.of("tenant/a"))))
                        .containsExactly(BlobKey.of("tenant/a/x"));
            }
        }

        private List<RecordedRequest> lists() {
            return sent("GET").stream()
                    .filter(request -> "list".equals(request.getUrl().queryParameter("comp")))
                    .toList();
        }
    }

    @Nested
    class Facets {

        @Test
        void thatThereAreNoneOfAreNotOffered() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build()) {
                assertThat(sink.facet(Uploads.class)).isEmpty();
                assertThat(store.requests()).isEmpty();
            }
        }

        @Test
        void ofLocksAndVersionsAreFoundByOneRequest() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build()) {
                assertThat(sink.facet(Retention.class)).isPresent();
                assertThat(sink.facet(Versions.class)).isPresent();
                assertThat(store.requests()).hasSize(1);
                assertThat(store.requests().get(0).getUrl().queryParameter("restype"))
                        .isEqualTo("container");
            }
        }

        @Test
        void ofRemovalIsNotOfferedToASignatureWithoutIt() {
            try (AzureBlobSink writer = sink(sas("sp=rwl&sig=x")).build();
                    AzureBlobSink pruner = sink(sas("sp=rwdl&sig=x")).build();
                    AzureBlobSink policy = sink(sas("si=stored&sig=x")).build()) {
                assertThat(writer.facet(Removal.class)).isEmpty();
                assertThat(pruner.facet(Removal.class)).isPresent();
                assertThat(policy.facet(Removal.class)).isPresent();
            }
        }

        @Test
        void ofThawingAskWithTheirPriority() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY)
                    .coldData(ColdTier.ARCHIVE)
                    .thawing(ThawPriority.HIGH)
                    .build()) {
                upload(sink, KEY, BlobClass.DATA, LARGE);
                Thaw thaw = sink.facet(Thaw.class).orElseThrow();
                assertThat(thaw.temperature(newest(KEY))).isEqualTo(Thaw.Temperature.FROZEN);
                thaw.thaw(newest(KEY), Duration.ofDays(1));
                assertThat(last("PUT").getHeaders().get("x-ms-rehydrate-priority"))
                        .isEqualTo("High");
                assertThat(last("PUT").getHeaders().get("x-ms-access-tier")).isEqualTo("Hot");
                assertThat(thaw.temperature(newest(KEY))).isEqualTo(Thaw.Temperature.THAWING);
            }
        }

        @Test
        void ofThawingNameTheVersion() {
            try (AzureBlobSink sink =
                    sink(ACCOUNT_KEY).coldData(ColdTier.ARCHIVE).build()) {
                StoredBlob stored = upload(sink, KEY, BlobClass.DATA, LARGE);
                Thaw thaw = sink.facet(Thaw.class).orElseThrow();
                thaw.thaw(stored, Duration.ofDays(1));
                assertThat(last("PUT").getUrl().queryParameter("comp")).isEqualTo("tier");
                assertThat(last("PUT").getUrl().queryParameter("versionid"))
                        .isEqualTo(stored.version().orElseThrow());
                assertThat(thaw.temperature(stored)).isEqualTo(Thaw.Temperature.THAWING);
                assertThat(last("HEAD").getUrl().queryParameter("versionid"))
                        .isEqualTo(stored.version().orElseThrow());
            }
        }

        @Test
        void ofLocksSetThemOnTheVersionThatWasMeant() {
            try (AzureBlobSink sink = sink(ACCOUNT_KEY).build()) {
                StoredBlob stored = put(sink, KEY, BlobClass.STATE, 1);
                sink.facet(Retention.class)
                        .orElseThrow()
                        .retainAtLeast(stored, clock.instant().plus(Duration.ofDays(1)));
                assertThat(last("PUT").getUrl().queryParameter("comp")).isEqualTo("immutabilityPolicies");
                assertThat(last("PUT").getUrl().queryParameter("versionid"))
                        .isEqualTo(stored.version().orElseThrow());
                assertThat(last("PUT").getHeaders().get("x-ms-immutability-policy-until-date"))
                        .isEqualTo("Tue, 06 Jan 2026 12:00:00 GMT");
            }
        }
    }

    @Nested
    class CredentialsOfTheMoment {

        @Test
        void aSignatureThatChangesIsTheOneThatIsSent() {
            AtomicInteger count = new AtomicInteger();
            AzureCredential rotating = AzureCredential.sas(() -> secret("sp=rwl&sig=s" + count.incrementAndGet()));
            try (AzureBlobSink sink = sink(rotating).build()) {
                sink.stat(KEY);
                assertThatThrownBy(() -> sink.open(KEY, ByteRange.all())).isInstanceOf(NotFoundException.class);
                assertThat(store.requests())
                        .extracting(request -> request.getUrl().queryParameter("sig"))
                        .hasSize(2)
                        .doesNotHaveDuplicates()
                        .allMatch(sig -> String.valueOf(sig).startsWith("s"));
            }
        }

        @Test
        void aTokenThatIsRejectedIsReportedAndReplacedOnce() {
            Tokens tokens = new Tokens();
            store.acceptOnly("Bearer token-2");
            try (AzureBlobSink sink = sink(AzureCredential.token(tokens)).build()) {
                put(sink, KEY, BlobClass.STATE, 3);
                assertThat(keys(sink, BlobListing.all())).containsExactly(KEY);
                assertThat(tokens.number.get()).isEqualTo(2);
            }
        }

        @Test
        void neitherATokenNorASignatureIsSentInTheClear() {
            for (AzureCredential credential : List.of(sas("sp=r&sig=x"), AzureCredential.token(new Tokens()))) {
                assertThatThrownBy(() -> AzureBlobSink.builder()
                                .endpoint(URI.create("http://store.example"))
                                .credential(credential)
                                .container("vault")
                                .build())
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining("https");
            }
        }

        /** Tokens with a number that grows with each rejection. */
        private final class Tokens implements CredentialsProvider {

            private final AtomicInteger number = new AtomicInteger(1);

            @Override
            public String identity() {
                return "a worker";
            }

            @Override
            public Credentials current() {
                return new Credentials.Bearer(secret("token-" + number.get()));
            }

            @Override
            public void rejected(Credentials used) {
                number.incrementAndGet();
            }
        }
    }

    private AzureBlobSink.Builder sink(AzureCredential credential) {
        return AzureBlobSink.builder()
                .endpoint(store.endpoint())
                .credential(credential)
                .container("vault")
                .clock(clock)
                .firstPause(Duration.ofMillis(1));
    }

    private Settings settings() {
        SettingsDraft draft = new SettingsDraft();
        draft.endpoint(store.endpoint());
        draft.credential(ACCOUNT_KEY);
        draft.container("vault");
        return draft.settings();
    }

    private static AzureCredential sas(String text) {
        return AzureCredential.sas(secret(text));
    }

    private static Secret secret(String text) {
        return Secret.of(text.toCharArray());
    }

    private List<RecordedRequest> sent(String method) {
        return store.requests().stream()
                .filter(request -> request.getMethod().equals(method))
                .toList();
    }

    private RecordedRequest last(String method) {
        return sent(method).get(sent(method).size() - 1);
    }

    private static StoredBlob put(AzureBlobSink sink, BlobKey key, BlobClass blobClass, int length) {
        return sink.putIfAbsent(key, new byte[length], BlobOptions.of(blobClass));
    }

    private static StoredBlob upload(AzureBlobSink sink, BlobKey key, BlobClass blobClass, int length) {
        try (BlobUpload upload = sink.begin(key, BlobOptions.of(blobClass))) {
            upload.write(ByteBuffer.wrap(new byte[length]));
            return upload.commit();
        }
    }

    private static List<BlobKey> keys(AzureBlobSink sink, BlobListing listing) {
        try (Stream<StoredBlob> blobs = sink.list(listing)) {
            return blobs.map(StoredBlob::key).toList();
        }
    }

    /** Any version of a key; the newest is meant. */
    private static StoredBlob newest(BlobKey key) {
        return new StoredBlob(key, Optional.empty(), 0, Optional.empty(), Instant.EPOCH);
    }
}
