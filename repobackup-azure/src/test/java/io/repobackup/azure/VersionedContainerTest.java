package io.repobackup.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.testkit.sink.RemovalContract;
import io.repobackup.testkit.sink.RetentionContract;
import io.repobackup.testkit.sink.ThawContract;
import io.repobackup.testkit.sink.VersionsContract;
import io.repobackup.testkit.time.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A container that keeps versions and locks them, which only {@link PlayedStore} does here. */
class VersionedContainerTest {

    private static final AzureCredential CREDENTIAL =
            AzureCredential.accountKey("account", Secret.of("a2V5".toCharArray()));

    private final FakeClock clock = FakeClock.create();
    private final List<PlayedStore> stores = new ArrayList<>();
    private final Map<PlayedStore, Container> strangers = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        strangers.values().forEach(Container::close);
        stores.forEach(PlayedStore::close);
    }

    private AzureBlobSink open() {
        try {
            stores.add(new PlayedStore(clock));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return again();
    }

    private PlayedStore store() {
        return stores.get(stores.size() - 1);
    }

    private AzureBlobSink again() {
        return AzureBlobSink.builder()
                .endpoint(store().endpoint())
                .credential(CREDENTIAL)
                .container("vault")
                .clock(clock)
                .build();
    }

    /** Of the abilities; the rest of the contract is for Azurite. */
    @Nested
    class Contracts implements RemovalContract, RetentionContract, ThawContract, VersionsContract {

        @Override
        public AzureBlobSink openSink() {
            return open();
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return again();
        }

        /** Azure makes no older version the current one, where other stores do. */
        @Test
        @Override
        public void aVersionIsRemovedAloneAndABlobWithoutOneWithAllThatLiesUnderItsKey() {
            try (AzureBlobSink sink = openSink()) {
                StoredBlob stored = put(sink, "log/1", "meant");
                put(sink, "log/10", "another");
                overwrite(sink, stored.key(), "evil".getBytes(UTF_8));
                Versions versions = sink.facet(Versions.class).orElseThrow();
                StoredBlob evil =
                        versions.oldest(stored.key(), any -> true, 1_000).get(1);
                assertThat(remove(sink, evil)).containsValue(new Removal.Answer.Removed());
                assertThat(versions.oldest(stored.key(), any -> true, 1_000))
                        .extracting(StoredBlob::version)
                        .containsExactly(stored.version());
                assertThat(sink.stat(stored.key())).isEmpty();
                overwrite(sink, stored.key(), "evil again".getBytes(UTF_8));
                StoredBlob whole = new StoredBlob(stored.key(), Optional.empty(), 0, Optional.empty(), Instant.EPOCH);
                assertThat(remove(sink, whole)).containsValue(new Removal.Answer.Removed());
                assertThat(remove(sink, whole)).containsValue(new Removal.Answer.Absent());
                assertThat(versions.oldest(stored.key(), any -> true, 1_000)).isEmpty();
                assertThat(versions.oldest(BlobKey.of("log/10"), any -> true, 1_000))
                        .hasSize(1);
            }
        }

        private static StoredBlob put(AzureBlobSink sink, String key, String content) {
            return sink.putIfAbsent(BlobKey.of(key), content.getBytes(UTF_8), BlobOptions.of(BlobClass.STATE));
        }

        private static Map<StoredBlob, Removal.Answer> remove(AzureBlobSink sink, StoredBlob blob) {
            return sink.facet(Removal.class).orElseThrow().remove(List.of(blob));
        }

        @Override
        public Instant now(BlobSink sink) {
            return clock.instant();
        }

        @Override
        public void await(BlobSink sink, Instant time) {
            clock.advance(Duration.between(clock.instant(), time));
        }

        @Override
        public void freeze(BlobSink sink, BlobKey key) {
            blob(key).setAccessTier(AccessTier.ARCHIVE);
        }

        @Override
        public void awaitThaw(BlobSink sink, BlobKey key) {
            store().finishThaws();
        }

        @Override
        public void overwrite(BlobSink sink, BlobKey key, byte[] content) {
            blob(key).upload(BinaryData.fromBytes(content), true);
        }

        @Override
        public void hide(BlobSink sink, BlobKey key) {
            blob(key).deleteIfExists();
        }

        private BlockBlobClient blob(BlobKey key) {
            return strangers
                    .computeIfAbsent(store(), any -> new Container(settings()))
                    .blob(key);
        }

        private Settings settings() {
            SettingsDraft draft = new SettingsDraft();
            draft.endpoint(store().endpoint());
            draft.credential(CREDENTIAL);
            draft.container("vault");
            return draft.settings();
        }
    }
}
