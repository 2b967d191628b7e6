package io.repobackup.testkit.sink;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.Removal.Answer;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Versions;
import io.repobackup.testkit.time.FakeClock;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contracts of the facets fail for sinks that make the mistakes sinks make. */
class FacetContractsFindMistakesTest {

    @Nested
    class OfVersions {

        @Test
        void aSinkThatTellsTheNewestFirstIsFound() {
            Comparator<StoredBlob> byName =
                    Comparator.comparing(blob -> blob.version().orElseThrow());
            assertFound(
                    VersionsContract::whatIsPutOverAKeyLiesAboveItsFirstVersion,
                    sink -> new Spoiled(sink).with(new SoundVersions(sink) {
                        @Override
                        public List<StoredBlob> oldest(BlobKey key, Predicate<StoredBlob> test, int most) {
                            return super.oldest(key, test, most).stream()
                                    .sorted(byName.reversed())
                                    .toList();
                        }
                    }));
        }

        @Test
        void aSinkThatTestsNoMoreVersionsThanItReturnsIsFound() {
            assertFound(
                    VersionsContract::theOldestOfThoseThatPassATestAreFound,
                    sink -> new Spoiled(sink).with(new SoundVersions(sink) {
                        @Override
                        public List<StoredBlob> oldest(BlobKey key, Predicate<StoredBlob> test, int most) {
                            return super.oldest(key, any -> true, most).stream()
                                    .filter(test)
                                    .toList();
                        }
                    }));
        }

        @Test
        void aSinkThatOpensTheNewestWhateverIsAskedForIsFound() {
            assertFound(
                    VersionsContract::whatIsPutOverAKeyLiesAboveItsFirstVersion,
                    sink -> new Spoiled(sink).with(new SoundVersions(sink) {
                        @Override
                        public InputStream open(StoredBlob version, ByteRange range) {
                            return sink.open(version.key(), range);
                        }
                    }));
        }

        @Test
        void aSinkThatListsOnlyWhatEverybodySeesIsFound() {
            assertFound(
                    VersionsContract::aMarkerOfDeletionHidesAKeyAndNoVersion,
                    sink -> new Spoiled(sink).with(new SoundVersions(sink) {
                        @Override
                        public Stream<VersionedKey> list(BlobListing listing) {
                            return super.list(listing).filter(key -> !key.hidden());
                        }
                    }));
        }

        @Test
        void aSinkThatTakesAKeyForThoseThatBeginWithItIsFound() {
            assertFound(
                    VersionsContract::versionsAreOfOneKeyAndReadByRanges,
                    sink -> new Spoiled(sink).with(new SoundVersions(sink) {
                        @Override
                        public Stream<StoredBlob> of(BlobKey key) {
                            return list(BlobListing.all())
                                    .map(VersionedKey::key)
                                    .filter(found -> found.text().startsWith(key.text()))
                                    .flatMap(super::of);
                        }
                    }));
        }

        @Test
        void aListingThatStopsAfterAPageIsFound() {
            assertFound(
                    LONG_LISTING,
                    sink -> new Spoiled(sink).with(new SoundVersions(sink) {
                        @Override
                        public Stream<VersionedKey> list(BlobListing listing) {
                            return super.list(listing).limit(20);
                        }
                    }));
        }

        @Test
        void aListingThatEndsAKeyWithAPageIsFound() {
            assertFound(
                    LONG_LISTING,
                    sink -> new Spoiled(sink).with(new SoundVersions(sink) {
                        @Override
                        public Stream<VersionedKey> list(BlobListing listing) {
                            return super.list(listing)
                                    .map(key -> new VersionedKey(
                                            key.oldest(), key.newest(), Math.min(key.versions(), 50), key.hidden()));
                        }
                    }));
        }

        @Test
        void aSinkThatRemovesAllVersionsForOneIsFound() {
            assertFound(
                    REMOVAL,
                    sink -> new Spoiled(sink).with((Removal) blobs -> {
                        blobs.forEach(blob -> sink.lose(blob.key()));
                        return answered(blobs, new Answer.Removed());
                    }));
        }

        @Test
        void aSinkThatHidesInsteadOfRemovingIsFound() {
            assertFound(
                    REMOVAL,
                    sink -> new Spoiled(sink).with((Removal) blobs -> {
                        if (blobs.stream().allMatch(blob -> blob.version().isPresent())) {
                            return sink.facet(Removal.class).orElseThrow().remove(blobs);
                        }
                        blobs.forEach(blob -> sink.hide(blob.key()));
                        return answered(blobs, new Answer.Removed());
                    }));
        }
    }

    @Nested
    class OfRetention {

        @Test
        void aSinkThatShortensLocksIsFound() {
            AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);
            assertFound(
                    RetentionContract::aLockIsExtendedAndNeverShortened,
                    sink -> new Spoiled(sink)
                            .with((Retention) (blob, until) -> last.set(until))
                            .with((Removal) blobs -> answered(blobs, new Answer.Retained(last.get()))));
        }

        @Test
        void aSinkThatForgetsTheLocksOfUploadsIsFound() {
            assertFound(RetentionContract::whatIsUploadedWithALockCannotBeRemoved, sink -> new Spoiled(sink) {
                @Override
                public BlobUpload begin(BlobKey key, BlobOptions options) {
                    return sink.begin(key, BlobOptions.of(options.blobClass()));
                }
            });
        }

        @Test
        void aSinkThatForgetsTheLocksOfPutsIsFound() {
            assertFound(RetentionContract::whatIsPutWithALockCannotBeRemoved, sink -> new Spoiled(sink) {
                @Override
                public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
                    return sink.putIfAbsent(key, bytes, BlobOptions.of(options.blobClass()));
                }
            });
        }

        @Test
        void aSinkThatSaysRetainedAndRemovesIsFound() {
            assertFound(
                    RetentionContract::whatIsPutWithALockCannotBeRemoved,
                    sink -> new Spoiled(sink).with((Removal) blobs -> {
                        blobs.forEach(blob -> sink.lose(blob.key()));
                        return answered(blobs, new Answer.Retained(Instant.MAX));
                    }));
        }

        @Test
        void locksThatNeverEndAreFound() {
            assertFound(
                    RetentionContract::aLockEnds,
                    sink -> new Spoiled(sink)
                            .with((Removal) blobs -> answered(blobs, new Answer.Retained(Instant.MAX))));
        }

        @Test
        void aSinkThatLocksWhatIsNotThereIsFound() {
            assertFound(
                    RetentionContract::whatIsNotThereCannotBeLocked,
                    sink -> new Spoiled(sink).with((Retention) (blob, until) -> {}));
        }
    }

    @Nested
    class OfThaw {

        @Test
        void aSinkThatGivesNothingForWhatIsColdIsFound() {
            assertFound(ThawContract::aColdBlobCannotBeReadAndIsStillThere, sink -> new Spoiled(sink) {
                @Override
                public InputStream open(BlobKey key, ByteRange range) {
                    return new ByteArrayInputStream(new byte[0]);
                }
            });
        }

        @Test
        void aSinkThatThawsNothingIsFound() {
            assertFound(
                    ThawContract::aColdBlobIsReadableOnceItIsThawed,
                    sink -> new Spoiled(sink).with(new SoundThaw(sink) {
                        @Override
                        public void thaw(StoredBlob blob, Duration readableFor) {}
                    }));
        }

        @Test
        void aSinkThatCallsAllReadableIsFound() {
            Function<InMemoryBlobSink, Spoiled> mistaken = sink -> new Spoiled(sink).with(new SoundThaw(sink) {
                @Override
                public Temperature temperature(StoredBlob blob) {
                    return Temperature.READABLE;
                }
            });
            assertFound(ThawContract::aColdBlobCannotBeReadAndIsStillThere, mistaken);
            assertFound(ThawContract::whatIsNotThereHasNoTemperature, mistaken);
        }
    }

    @Test
    void aFacetWithoutItsContractIsFound() {
        BlobSinkContract withoutFacets = () -> InMemoryBlobSink.versioned(FakeClock.create());
        assertThatThrownBy(withoutFacets::everyFacetIsPutThroughItsContract).isInstanceOf(AssertionError.class);
    }

    /** The same tests pass for the sink before it is spoiled. */
    @Test
    void aSoundSinkPasses() {
        Fixture sound = new Fixture(Spoiled::new);
        sound.whatIsPutOverAKeyLiesAboveItsFirstVersion();
        new Fixture(Spoiled::new).aMarkerOfDeletionHidesAKeyAndNoVersion();
        new Fixture(Spoiled::new).versionsAreOfOneKeyAndReadByRanges();
        LONG_LISTING.accept(new Fixture(Spoiled::new));
        REMOVAL.accept(new Fixture(Spoiled::new));
        new Fixture(Spoiled::new).aLockIsExtendedAndNeverShortened();
        new Fixture(Spoiled::new).whatIsUploadedWithALockCannotBeRemoved();
        new Fixture(Spoiled::new).whatIsPutWithALockCannotBeRemoved();
        new Fixture(Spoiled::new).aLockEnds();
        new Fixture(Spoiled::new).whatIsNotThereCannotBeLocked();
        new Fixture(Spoiled::new).aColdBlobCannotBeReadAndIsStillThere();
        new Fixture(Spoiled::new).aColdBlobIsReadableOnceItIsThawed();
        new Fixture(Spoiled::new).whatIsNotThereHasNoTemperature();
    }

    private static final Consumer<VersionsContract> LONG_LISTING =
            VersionsContract::keysAreListedInOrderWhateverTheNumberOfTheirVersions;
    private static final Consumer<VersionsContract> REMOVAL =
            VersionsContract::aVersionIsRemovedAloneAndABlobWithoutOneWithAllThatLiesUnderItsKey;

    private static void assertFound(Consumer<? super Fixture> test, Function<InMemoryBlobSink, Spoiled> mistaken) {
        assertThatThrownBy(() -> test.accept(new Fixture(mistaken)))
                .isInstanceOfAny(AssertionError.class, RepobackupException.class);
    }

    private static Map<StoredBlob, Answer> answered(Collection<StoredBlob> blobs, Answer answer) {
        Map<StoredBlob, Answer> answers = new LinkedHashMap<>();
        blobs.forEach(blob -> answers.put(blob, answer));
        return answers;
    }

    /** What the author of a sink with all facets writes. */
    private static final class Fixture implements VersionsContract, RetentionContract, ThawContract {

        private static final Duration THAW = Duration.ofHours(5);

        private final Function<InMemoryBlobSink, Spoiled> mistaken;
        private final FakeClock clock = FakeClock.create();

        Fixture(Function<InMemoryBlobSink, Spoiled> mistaken) {
            this.mistaken = mistaken;
        }

        @Override
        public BlobSink openSink() {
            return mistaken.apply(InMemoryBlobSink.versioned(clock).withLocks().withColdTier(Long.MAX_VALUE, THAW));
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return first;
        }

        @Override
        public void overwrite(BlobSink sink, BlobKey key, byte[] content) {
            ((Spoiled) sink).sink.overwrite(key, content);
        }

        @Override
        public void hide(BlobSink sink, BlobKey key) {
            ((Spoiled) sink).sink.hide(key);
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
            ((Spoiled) sink).sink.freeze(key);
        }

        @Override
        public void awaitThaw(BlobSink sink, BlobKey key) {
            clock.advance(THAW);
        }
    }

    /** A sound sink with all facets, to be spoiled. */
    private static class Spoiled extends ForwardingSink {

        final InMemoryBlobSink sink;
        private final List<SinkFacet> spoiled = new ArrayList<>();

        Spoiled(InMemoryBlobSink sink) {
            super(sink);
            this.sink = sink;
        }

        Spoiled with(SinkFacet facet) {
            spoiled.add(facet);
            return this;
        }

        @Override
        public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
            return Stream.concat(spoiled.stream(), sink.facet(type).stream())
                    .filter(type::isInstance)
                    .map(type::cast)
                    .findFirst();
        }
    }

    private static class SoundVersions implements Versions {

        private final Versions versions;

        SoundVersions(InMemoryBlobSink sink) {
            this.versions = sink.facet(Versions.class).orElseThrow();
        }

        @Override
        public Stream<StoredBlob> of(BlobKey key) {
            return versions.of(key);
        }

        @Override
        public List<StoredBlob> oldest(BlobKey key, Predicate<StoredBlob> test, int most) {
            return versions.oldest(key, test, most);
        }

        @Override
        public InputStream open(StoredBlob version, ByteRange range) {
            return versions.open(version, range);
        }

        @Override
        public Stream<VersionedKey> list(BlobListing listing) {
            return versions.list(listing);
        }
    }

    private static class SoundThaw implements Thaw {

        private final Thaw thaw;

        SoundThaw(InMemoryBlobSink sink) {
            this.thaw = sink.facet(Thaw.class).orElseThrow();
        }

        @Override
        public Temperature temperature(StoredBlob blob) {
            return thaw.temperature(blob);
        }

        @Override
        public void thaw(StoredBlob blob, Duration readableFor) {
            thaw.thaw(blob, readableFor);
        }
    }
}
