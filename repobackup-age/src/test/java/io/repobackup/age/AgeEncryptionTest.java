package io.repobackup.age;

import static io.repobackup.age.AgeSinks.DATA;
import static io.repobackup.age.AgeSinks.PACK;
import static io.repobackup.age.AgeSinks.RECOVERY;
import static io.repobackup.age.AgeSinks.STATE_KEY;
import static io.repobackup.age.AgeSinks.STRANGER;
import static io.repobackup.age.AgeSinks.noise;
import static io.repobackup.age.AgeSinks.over;
import static io.repobackup.age.AgeSinks.read;
import static io.repobackup.age.AgeSinks.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Encryption;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Uploads;
import io.repobackup.api.sink.Versions;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an encrypted sink says of itself, and what must be shown before a vault is made on it. */
class AgeEncryptionTest {

    private final InMemoryBlobSink store = InMemoryBlobSink.create();

    @Nested
    class Facets {

        @Test
        void theFacetTellsModeAndRecipientsOfEachClass() {
            Encryption encryption = encryption(over(store));
            assertThat(encryption.mode()).isEqualTo("age");
            assertThat(encryption.recipients(BlobClass.DATA)).containsExactly(RECOVERY.fingerprint());
            assertThat(encryption.recipients(BlobClass.STATE))
                    .containsExactlyInAnyOrder(RECOVERY.fingerprint(), STATE_KEY.fingerprint());
            assertThat(encryption.recipients(BlobClass.PLAIN)).isEmpty();
            assertThat(encryption.stored()).isSameAs(store);
        }

        @Test
        void whatCanBeReadFollowsFromTheKeysThatAreHeld() {
            assertCanRead(over(store), false, false);
            assertCanRead(over(store, STATE_KEY), true, false);
            assertCanRead(over(store, STRANGER), false, false);
            assertCanRead(over(store, STRANGER, STATE_KEY), true, false);
            assertCanRead(over(store, RECOVERY), true, true);
        }

        @Test
        void versionsAreDecrypted() throws IOException {
            InMemoryBlobSink versioned = InMemoryBlobSink.versioned(FakeClock.create());
            AgeBlobSink sink = over(versioned, RECOVERY);
            upload(sink, PACK, noise(70_000));
            versioned.overwrite(PACK, noise(10));
            Versions versions = sink.facet(Versions.class).orElseThrow();
            StoredBlob oldest = versions.oldest(PACK, any -> true, 1_000).get(0);
            try (InputStream all = versions.open(oldest, ByteRange.all());
                    InputStream part = versions.open(oldest, ByteRange.of(66_000, 10))) {
                assertThat(all.readAllBytes()).isEqualTo(noise(70_000));
                assertThat(part.readAllBytes()).isEqualTo(Arrays.copyOfRange(noise(70_000), 66_000, 66_010));
            }
            try (Stream<Versions.VersionedKey> keys = versions.list(BlobListing.all())) {
                assertThat(keys)
                        .singleElement()
                        .satisfies(key -> assertThat(key.versions()).isEqualTo(2));
            }
        }

        @Test
        void otherFacetsAreTheStores() {
            InMemoryBlobSink rich = store.withLocks().withColdTier(1, Duration.ofHours(1));
            for (Class<? extends SinkFacet> type : List.of(Removal.class, Retention.class, Uploads.class, Thaw.class)) {
                assertThat(over(rich).facet(type)).as(type.getSimpleName()).isPresent();
            }
            assertThat(over(store).facet(Retention.class)).isEmpty();
            assertThat(over(store).facet(Versions.class)).isEmpty();
        }

        @Test
        void aFrozenBlobIsFrozen() {
            InMemoryBlobSink cold = store.withColdTier(1, Duration.ofHours(1));
            upload(over(cold), PACK, noise(10));
            assertThatThrownBy(() -> read(over(cold, RECOVERY), PACK)).isInstanceOf(FrozenException.class);
        }

        private void assertCanRead(AgeBlobSink sink, boolean state, boolean data) {
            assertThat(encryption(sink).canRead(BlobClass.PLAIN)).isTrue();
            assertThat(encryption(sink).canRead(BlobClass.STATE)).isEqualTo(state);
            assertThat(encryption(sink).canRead(BlobClass.DATA)).isEqualTo(data);
        }
    }

    @Nested
    class Limits {

        @Test
        void aSinkWithoutRecipientsReadsAndRefusesToWrite() {
            upload(over(store), PACK, noise(10));
            AgeBlobSink reader = AgeBlobSink.over(store).identity(RECOVERY).build();
            assertThat(read(reader, PACK)).isEqualTo(noise(10));
            assertThat(encryption(reader).canRead(BlobClass.DATA)).isTrue();
            assertThatThrownBy(() -> reader.putIfAbsent(BlobKey.of("data/x"), noise(1), DATA))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("data/x");
            assertThatThrownBy(() -> encryption(reader).requireProved()).isInstanceOf(MisconfiguredException.class);
        }

        @Test
        void stateRecipientsAloneAreRefused() {
            assertThatThrownBy(() -> AgeBlobSink.over(store)
                            .stateRecipient(STATE_KEY.recipient())
                            .build())
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("nobody could restore");
        }

        @Test
        void encryptingTwiceIsRefused() {
            assertThatThrownBy(() -> over(over(store))).isInstanceOf(MisconfiguredException.class);
        }

        @Test
        void aStoreWithTooSmallALimitIsRefused() {
            BlobSink least = new Limited(store, SinkCapabilities.LEAST_SMALL_LIMIT_IN_BYTES);
            assertThatThrownBy(() -> over(least).capabilities())
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("16777216");
            BlobSink usual = new Limited(store, SinkCapabilities.USUAL_SMALL_LIMIT_IN_BYTES);
            AgeBlobSink sink = over(usual);
            long limit = sink.capabilities().smallLimitInBytes();
            assertThat(sink.storedSizeInBytes(BlobClass.STATE, limit))
                    .isLessThanOrEqualTo(SinkCapabilities.USUAL_SMALL_LIMIT_IN_BYTES);
            assertThat(sink.storedSizeInBytes(BlobClass.STATE, limit + 1))
                    .isGreaterThan(SinkCapabilities.USUAL_SMALL_LIMIT_IN_BYTES);
            assertThatThrownBy(() -> sink.putIfAbsent(PACK, new byte[(int) limit + 1], DATA))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Proofs {

        private final Path folder;

        Proofs(@TempDir Path folder) {
            this.folder = folder;
        }

        @Test
        void everyDataRecipientMustBeProved() {
            AgeBlobSinkBuilder builder = AgeBlobSink.over(store)
                    .dataRecipient(RECOVERY.recipient())
                    .dataRecipient(STRANGER.recipient())
                    .stateRecipient(STATE_KEY.recipient())
                    .identity(STATE_KEY);
            assertUnproved(builder, RECOVERY, STRANGER);
            builder.provedBy(RECOVERY);
            assertUnproved(builder, STRANGER);
            assertThatThrownBy(() -> encryption(builder.build()).requireProved())
                    .hasMessageNotContaining(RECOVERY.fingerprint());
            builder.provedBy(STRANGER);
            assertThatCode(() -> encryption(builder.build()).requireProved()).doesNotThrowAnyException();
        }

        @Test
        void aKeyThatProvesIsNotKeptForReading() {
            AgeBlobSink sink = AgeBlobSink.over(store)
                    .dataRecipient(RECOVERY.recipient())
                    .provedBy(RECOVERY)
                    .build();
            upload(sink, PACK, noise(10));
            assertThatThrownBy(() -> read(sink, PACK)).isInstanceOf(AccessDeniedException.class);
            assertThat(encryption(sink).canRead(BlobClass.DATA)).isFalse();
        }

        @Test
        void theHolderOfAKeyAnswersAChallengeWithAge() {
            AgeProgram.require();
            AgeChallenge made = AgeChallenge.to(RECOVERY.recipient());
            String answer = new String(AgeProgram.decrypt(made.file(), RECOVERY, folder));
            AgeChallenge later = AgeChallenge.parse(made.file());
            assertThat(later.fingerprint()).isEqualTo(RECOVERY.fingerprint());
            AgeBlobSink sink = AgeBlobSink.over(store)
                    .dataRecipient(RECOVERY.recipient())
                    .proved(later, "  " + answer + "\r\n")
                    .build();
            assertThatCode(() -> encryption(sink).requireProved()).doesNotThrowAnyException();
            assertThat(AgeProgram.tryDecrypt(made.file(), STRANGER, folder).status())
                    .isNotZero();
        }

        @Test
        void aWrongAnswerProvesNothing() {
            AgeChallenge challenge = AgeChallenge.to(RECOVERY.recipient());
            String other = Answering.answer(AgeChallenge.to(RECOVERY.recipient()), RECOVERY);
            for (String wrong : new String[] {"", "yes", other}) {
                assertThatThrownBy(() -> AgeBlobSink.over(store).proved(challenge, wrong))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining(RECOVERY.fingerprint())
                        .hasMessageContaining("age -d");
            }
        }

        @Test
        void aChallengeDoesNotTellItsAnswer() {
            AgeChallenge challenge = AgeChallenge.to(RECOVERY.recipient());
            String answer = Answering.answer(challenge, RECOVERY).strip();
            assertThat(new String(challenge.file(), StandardCharsets.ISO_8859_1) + challenge)
                    .doesNotContain(answer);
            assertThatThrownBy(() -> Answering.answer(challenge, STRANGER)).isInstanceOf(AccessDeniedException.class);
        }

        @Test
        void whatIsNoChallengeIsRefused() {
            upload(over(store), PACK, noise(10));
            for (byte[] file : new byte[][] {new byte[0], noise(500), store.content(PACK)}) {
                assertThatThrownBy(() -> AgeChallenge.parse(file)).isInstanceOf(MisconfiguredException.class);
            }
        }

        private void assertUnproved(AgeBlobSinkBuilder builder, AgeIdentity... missing) {
            assertThatThrownBy(() -> encryption(builder.build()).requireProved())
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContainingAll(
                            Stream.of(missing).map(AgeIdentity::fingerprint).toArray(String[]::new));
        }
    }

    private static Encryption encryption(BlobSink sink) {
        return sink.facet(Encryption.class).orElseThrow();
    }

    /** A sink with another limit. */
    private record Limited(BlobSink sink, long limit) implements BlobSink {

        @Override
        public SinkCapabilities capabilities() {
            return SinkCapabilities.singleWriter(limit);
        }

        @Override
        public BlobUpload begin(BlobKey key, BlobOptions options) {
            return sink.begin(key, options);
        }

        @Override
        public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
            return sink.putIfAbsent(key, bytes, options);
        }

        @Override
        public InputStream open(BlobKey key, ByteRange range) {
            return sink.open(key, range);
        }

        @Override
        public Optional<StoredBlob> stat(BlobKey key) {
            return sink.stat(key);
        }

        @Override
        public Stream<StoredBlob> list(BlobListing listing) {
            return sink.list(listing);
        }

        @Override
        public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
            return sink.facet(type);
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}
