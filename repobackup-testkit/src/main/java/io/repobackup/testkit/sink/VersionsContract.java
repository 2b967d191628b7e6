package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.bytes;
import static io.repobackup.testkit.sink.Blobs.keys;
import static io.repobackup.testkit.sink.Blobs.put;
import static io.repobackup.testkit.sink.Blobs.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.api.sink.Versions.VersionedKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@link Versions} promises, as tests. A test class of a sink with that facet implements this beside
 * {@link BlobSinkContract}, and does what the sink itself refuses to do: write over a key, and hide it.
 */
public interface VersionsContract extends SinkFixture {

    /** More than there are of any key of these tests. */
    int MANY = 1_000;

    /** Puts bytes over a key that exists, past the sink, as somebody with the store's own tools would. */
    void overwrite(BlobSink sink, BlobKey key, byte[] content);

    /** Puts a marker of deletion over a key, past the sink. */
    void hide(BlobSink sink, BlobKey key);

    @Test
    default void aKeyThatWasStoredOnceHasOneVersion() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "log/1", "meant");
            List<StoredBlob> versions = all(sink, stored.key());
            assertThat(versions).hasSize(1);
            assertThat(versions.get(0).version()).isPresent().isEqualTo(stored.version());
            assertThat(listed(sink, BlobListing.all())).singleElement().satisfies(key -> {
                assertThat(key.oldest()).isEqualTo(versions.get(0)).isEqualTo(key.newest());
                assertThat(key.versions()).isOne();
                assertThat(key.isTouched()).isFalse();
            });
        }
    }

    @Test
    default void whatIsPutOverAKeyLiesAboveItsFirstVersion() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "log/1", "meant");
            for (String evil : List.of("evil", "more evil", "most evil")) {
                overwrite(sink, stored.key(), bytes(evil));
            }
            List<StoredBlob> versions = all(sink, stored.key());
            assertThat(versions)
                    .extracting(version -> text(sink, version, ByteRange.all()))
                    .containsExactly("meant", "evil", "more evil", "most evil");
            assertThat(versions)
                    .extracting(StoredBlob::sizeInBytes)
                    .containsExactly(storedSize(5), storedSize(4), storedSize(9), storedSize(9));
            assertThat(versions.get(0).version()).isEqualTo(stored.version());
            assertThat(read(sink, stored.key())).isEqualTo(bytes("most evil"));
            assertThat(listed(sink, BlobListing.all()))
                    .containsExactly(new VersionedKey(versions.get(0), versions.get(3), 4, false));
        }
    }

    @Test
    default void theOldestOfThoseThatPassATestAreFound() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "log/1", "1");
            for (String evil : List.of("22", "3", "44", "5", "66")) {
                overwrite(sink, stored.key(), bytes(evil));
            }
            Versions versions = versionsOf(sink);
            assertThat(versions.oldest(stored.key(), any -> true, 1))
                    .extracting(StoredBlob::version)
                    .containsExactly(stored.version());
            assertThat(versions.oldest(stored.key(), version -> version.sizeInBytes() == storedSize(2), 2))
                    .extracting(version -> text(sink, version, ByteRange.all()))
                    .containsExactly("22", "44");
            assertThat(versions.oldest(stored.key(), version -> false, 2)).isEmpty();
        }
    }

    @Test
    default void aMarkerOfDeletionHidesAKeyAndNoVersion() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "log/1", "meant");
            put(sink, "log/2", "visible");
            hide(sink, stored.key());
            hide(sink, stored.key());
            assertThat(sink.stat(stored.key())).isEmpty();
            assertThat(keys(sink, BlobListing.all())).containsExactly(BlobKey.of("log/2"));
            assertThat(all(sink, stored.key())).hasSize(1);
            assertThat(listed(sink, BlobListing.all()))
                    .extracting(VersionedKey::hidden)
                    .containsExactly(true, false);
            assertThat(text(sink, listed(sink, BlobListing.all()).get(0).oldest(), ByteRange.all()))
                    .isEqualTo("meant");
        }
    }

    @Test
    default void aKeyThatIsStoredAgainAfterItWasHiddenIsTouched() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "log/1", "meant");
            hide(sink, stored.key());
            put(sink, "log/1", "again");
            assertThat(listed(sink, BlobListing.all())).singleElement().satisfies(key -> {
                assertThat(key.oldest().version()).isEqualTo(stored.version());
                assertThat(key.versions()).isEqualTo(2);
                assertThat(key.hidden()).isFalse();
                assertThat(key.isTouched()).isTrue();
            });
        }
    }

    @Test
    default void versionsAreOfOneKeyAndReadByRanges() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "log/1", "0123456789");
            put(sink, "log/10", "another");
            put(sink, "log/1-2", "another");
            overwrite(sink, stored.key(), bytes("evil"));
            StoredBlob oldest = all(sink, stored.key()).get(0);
            assertThat(all(sink, stored.key())).hasSize(2);
            assertThat(all(sink, BlobKey.of("log"))).isEmpty();
            assertThat(text(sink, oldest, ByteRange.of(3, 4))).isEqualTo("3456");
            assertThat(text(sink, oldest, ByteRange.from(8))).isEqualTo("89");
            assertThat(text(sink, oldest, ByteRange.from(10))).isEmpty();
            assertThat(text(sink, oldest, ByteRange.of(0, 0))).isEmpty();
        }
    }

    @Test
    default void aVersionThatIsNotThereIsNotFound() {
        try (BlobSink sink = openSink()) {
            StoredBlob stored = put(sink, "log/1", "meant");
            BlobKey absent = BlobKey.of("log/2");
            StoredBlob never = new StoredBlob(absent, stored.version(), 1, Optional.empty(), stored.storedAt());
            assertThatThrownBy(() -> versionsOf(sink).open(never, ByteRange.all()))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    /** More versions than a page of any store holds, so that pages end within keys. */
    @Test
    default void keysAreListedInOrderWhateverTheNumberOfTheirVersions() {
        try (BlobSink sink = openSink()) {
            int keys = 24;
            List<Integer> counts =
                    IntStream.range(0, keys).map(i -> 1 + 97 * (i % 2)).boxed().toList();
            Together.run(8, writer -> {
                for (int i = writer; i < keys; i += 8) {
                    StoredBlob stored = put(sink, name(i), "0");
                    for (int version = 1; version < counts.get(i); version++) {
                        overwrite(sink, stored.key(), bytes("v" + version));
                    }
                }
                return writer;
            });
            List<VersionedKey> listed = listed(sink, BlobListing.all());
            assertThat(listed).extracting(VersionedKey::key).isSorted().hasSize(keys);
            assertThat(listed).extracting(key -> (int) key.versions()).isEqualTo(counts);
            assertThat(listed).extracting(key -> key.oldest().sizeInBytes()).containsOnly(storedSize(1));
            assertThat(listed).extracting(VersionedKey::newest).isEqualTo(newest(sink, listed));
            assertThat(listed(sink, BlobListing.under(BlobKey.of("many/1")).after(BlobKey.of(name(12)))))
                    .extracting(key -> key.key().text())
                    .isEqualTo(IntStream.range(13, 20)
                            .mapToObj(VersionsContract::name)
                            .toList());
            assertThat(listed(sink, BlobListing.under(BlobKey.of("man")))).isEmpty();
        }
    }

    @Test
    default void aVersionIsRemovedAloneAndABlobWithoutOneWithAllThatLiesUnderItsKey() {
        try (BlobSink sink = openSink()) {
            Removal removal = sink.facet(Removal.class).orElse(null);
            if (removal == null) {
                return;
            }
            StoredBlob stored = put(sink, "log/1", "meant");
            put(sink, "log/10", "another");
            overwrite(sink, stored.key(), bytes("evil"));
            removal.remove(List.of(all(sink, stored.key()).get(1)));
            assertThat(read(sink, stored.key())).isEqualTo(bytes("meant"));
            overwrite(sink, stored.key(), bytes("evil again"));
            hide(sink, stored.key());
            StoredBlob any = new StoredBlob(stored.key(), Optional.empty(), 0, Optional.empty(), stored.storedAt());
            assertThat(removal.remove(List.of(any))).containsValue(new Removal.Answer.Removed());
            assertThat(all(sink, stored.key())).isEmpty();
            assertThat(listed(sink, BlobListing.all()))
                    .extracting(key -> key.key().text())
                    .containsExactly("log/10");
        }
    }

    private static String name(int number) {
        return "many/" + (number / 10) + "/" + (number % 10) + "-" + "x".repeat(number);
    }

    private static List<StoredBlob> newest(BlobSink sink, List<VersionedKey> listed) {
        List<StoredBlob> newest = new ArrayList<>();
        for (VersionedKey key : listed) {
            List<StoredBlob> versions = all(sink, key.key());
            assertThat(versions).hasSize((int) key.versions());
            newest.add(versions.get(versions.size() - 1));
        }
        return newest;
    }

    private static List<VersionedKey> listed(BlobSink sink, BlobListing listing) {
        try (Stream<VersionedKey> keys = versionsOf(sink).list(listing)) {
            return keys.toList();
        }
    }

    private static String text(BlobSink sink, StoredBlob version, ByteRange range) {
        try (InputStream in = versionsOf(sink).open(version, range)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a sink fails with its own exceptions, never with this one", e);
        }
    }

    private static List<StoredBlob> all(BlobSink sink, BlobKey key) {
        List<StoredBlob> oldestFirst = versionsOf(sink).oldest(key, any -> true, MANY);
        try (Stream<StoredBlob> versions = versionsOf(sink).of(key)) {
            assertThat(versions).containsExactlyInAnyOrderElementsOf(oldestFirst);
        }
        return oldestFirst;
    }

    private static Versions versionsOf(BlobSink sink) {
        return sink.facet(Versions.class).orElseThrow();
    }
}
