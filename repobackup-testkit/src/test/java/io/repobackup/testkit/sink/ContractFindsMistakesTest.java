package io.repobackup.testkit.sink;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract fails for sinks that make the mistakes sinks make. */
class ContractFindsMistakesTest {

    @Test
    void aSinkThatLooksBeforeItPutsLosesTheRace() {
        assertFound(BlobSinkContract::ofSixteenRacingPutsOneWins, () -> new Sound() {
            private final CountDownLatch twoHaveLooked = new CountDownLatch(2);

            @Override
            public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
                if (stat(key).isPresent()) {
                    return super.putIfAbsent(key, bytes, options);
                }
                twoHaveLooked.countDown();
                await(twoHaveLooked);
                sink.tamper(key, bytes);
                return stat(key).orElseThrow();
            }
        });
    }

    @Test
    void aSinkThatOverwritesIsFound() {
        assertFound(BlobSinkContract::putOfAnExistingKeyIsRefusedAndChangesNothing, () -> new Sound() {
            @Override
            public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
                sink.tamper(key, bytes);
                return stat(key).orElseThrow();
            }
        });
    }

    @Test
    void aSinkThatKeepsTheCallersArrayIsFound() {
        assertFound(BlobSinkContract::theArrayIsTheCallersAgainAfterAPut, () -> new Sound() {
            private byte[] kept = new byte[0];

            @Override
            public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
                kept = bytes;
                return super.putIfAbsent(key, bytes, options);
            }

            @Override
            public InputStream open(BlobKey key, ByteRange range) {
                sink.tamper(key, kept);
                return super.open(key, range);
            }
        });
    }

    @Test
    void anUploadThatIsPublishedByCloseIsFound() {
        assertFound(BlobSinkContract::aFailingProducerLeavesNothing, () -> new Sound() {
            @Override
            public BlobUpload begin(BlobKey key, BlobOptions options) {
                return new PublishedByClose(super.begin(key, options));
            }
        });
    }

    @Test
    void anUploadThatCannotBeCommittedAgainIsFound() {
        Supplier<BlobSink> once = () -> new Sound() {
            @Override
            public BlobUpload begin(BlobKey key, BlobOptions options) {
                return new CommittedByPuts(super.begin(key, options), this, key);
            }
        };
        assertFound(BlobSinkContract::commitRepeatedAfterSuccessGivesTheSameAnswer, once);
        assertFound(BlobSinkContract::commitRepeatedAfterALostAnswerSucceeds, once);
    }

    @Test
    void aRangeThatFailsBeyondTheEndIsFound() {
        assertFound(BlobSinkContract::aRangeWithoutBytesIsNoFailure, () -> new Sound() {
            @Override
            public InputStream open(BlobKey key, ByteRange range) {
                if (range.offset() >= sink.content(key).length) {
                    throw new IllegalArgumentException("416");
                }
                return super.open(key, range);
            }
        });
    }

    @Test
    void aListingInTheOrderOfFoldersIsFound() {
        Comparator<StoredBlob> byFolders =
                Comparator.comparing(blob -> blob.key().text().replace('/', '\0'));
        Supplier<BlobSink> walking = () -> new Sound() {
            @Override
            public Stream<StoredBlob> list(BlobListing listing) {
                return super.list(listing).sorted(byFolders);
            }
        };
        assertFound(BlobSinkContract::keysComeInTheOrderOfTheirBytes, walking);
        assertFound(BlobSinkContract::twoThousandFiveHundredKeysAreListedInOrderAndInPages, walking);
    }

    @Test
    void aListingByPrefixIsFound() {
        assertFound(BlobSinkContract::theListingOfAFolderHoldsNoSiblings, () -> new Sound() {
            @Override
            public Stream<StoredBlob> list(BlobListing listing) {
                String prefix = listing.folder().map(BlobKey::text).orElse("");
                return super.list(BlobListing.all())
                        .filter(blob -> blob.key().text().startsWith(prefix));
            }
        });
    }

    @Test
    void aListingThatStopsAfterOnePageIsFound() {
        assertFound(BlobSinkContract::twoThousandFiveHundredKeysAreListedInOrderAndInPages, () -> new Sound() {
            @Override
            public Stream<StoredBlob> list(BlobListing listing) {
                return super.list(listing).limit(1_000);
            }
        });
    }

    @Test
    void aSinkThatConfusesKeysIsFound() {
        assertFound(BlobSinkContract::namesWithAMeaningElsewhereAreKeys, () -> new Sound() {
            @Override
            public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
                return super.putIfAbsent(BlobKey.of(key.text().replace("%2e", "x")), bytes, options);
            }
        });
    }

    private static void assertFound(Consumer<BlobSinkContract> test, Supplier<BlobSink> mistaken) {
        assertThatThrownBy(() -> test.accept(mistaken::get))
                .isInstanceOfAny(AssertionError.class, RepobackupException.class, IllegalArgumentException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts these tests", e);
        }
    }

    /** A sound sink, to be spoiled. */
    private static class Sound extends ForwardingSink {

        final InMemoryBlobSink sink;

        Sound() {
            this(InMemoryBlobSink.create());
        }

        private Sound(InMemoryBlobSink sink) {
            super(sink);
            this.sink = sink;
        }
    }

    private record PublishedByClose(BlobUpload upload) implements BlobUpload {

        @Override
        public void write(ByteBuffer bytes) {
            upload.write(bytes);
        }

        @Override
        public StoredBlob commit() {
            return upload.commit();
        }

        @Override
        public void close() {
            upload.commit();
        }
    }

    private record CommittedByPuts(BlobUpload upload, BlobSink sink, BlobKey key) implements BlobUpload {

        @Override
        public void write(ByteBuffer bytes) {
            upload.write(bytes);
        }

        @Override
        public StoredBlob commit() {
            return sink.putIfAbsent(key, new byte[9_000_000], Blobs.DATA);
        }

        @Override
        public void close() {
            upload.close();
        }
    }

    /** The same tests pass for the sink before it is spoiled. */
    @Test
    void aSoundSinkPasses() {
        BlobSinkContract sound = Sound::new;
        sound.ofSixteenRacingPutsOneWins();
        sound.aFailingProducerLeavesNothing();
        sound.commitRepeatedAfterALostAnswerSucceeds();
        sound.twoThousandFiveHundredKeysAreListedInOrderAndInPages();
        sound.namesWithAMeaningElsewhereAreKeys();
    }
}
