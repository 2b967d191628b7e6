package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.bytes;
import static io.repobackup.testkit.sink.Blobs.keys;
import static io.repobackup.testkit.sink.Blobs.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link BlobSink#list} promises. */
interface ListContract extends SinkFixture {

    @Test
    default void anEmptySinkListsNothing() {
        try (BlobSink sink = openSink()) {
            assertThat(keys(sink, BlobListing.all())).isEmpty();
            assertThat(keys(sink, BlobListing.under(BlobKey.of("folder")))).isEmpty();
            assertThat(keys(sink, BlobListing.all().after(BlobKey.of("key")))).isEmpty();
        }
    }

    @Test
    default void keysComeInTheOrderOfTheirBytes() {
        try (BlobSink sink = openSink()) {
            // '%', '-' and '.' sort before '/', digits and letters after it: folders and keys interleave.
            List<BlobKey> ascending = Stream.of(
                            "a%2f",
                            "a%2f0/x", "a-", "a-b/x", "a.b", "a.b0/x", "a/-", "a/b/x", "a/b-c", "a0", "a0b/x", "a_",
                            "aa/x", "a~", "a~0/x", "b", "b-/x")
                    .map(BlobKey::of)
                    .sorted()
                    .toList();
            putAll(sink, ascending);
            assertThat(keys(sink, BlobListing.all())).isEqualTo(ascending);
        }
    }

    @Test
    default void twoThousandFiveHundredKeysAreListedInOrderAndInPages() {
        try (BlobSink sink = openSink()) {
            SortedSet<BlobKey> ascending = manyKeys();
            putAll(sink, ascending);
            assertThat(keys(sink, BlobListing.all())).containsExactlyElementsOf(ascending);
            assertThat(inPagesOf(333, sink)).containsExactlyElementsOf(ascending);
            BlobKey folder = BlobKey.of("log/host-3");
            assertThat(keys(sink, BlobListing.under(folder)))
                    .hasSizeGreaterThan(100)
                    .containsExactlyElementsOf(ascending.stream()
                            .filter(key -> key.isUnder(folder))
                            .toList());
        }
    }

    @Test
    default void aListingBeginsAfterAKeyThatNeedNotExist() {
        try (BlobSink sink = openSink()) {
            SortedSet<BlobKey> ascending = Stream.of("a-b/x", "a/1", "a/3", "a/b/1", "a0", "b/1", "b/2", "c")
                    .map(BlobKey::of)
                    .collect(Collectors.toCollection(TreeSet::new));
            putAll(sink, ascending);
            for (String after : new String[] {
                "a", "a-", "a-b", "a-b/x", "a-z", "a/0", "a/1", "a/2", "a/3", "a/b", "a/b/1", "a/z/z/z", "a0", "a0/x",
                "aa", "b", "b/1", "b/1/x", "b/9", "c", "c/x", "d", "-", "~"
            }) {
                BlobListing all = BlobListing.all().after(BlobKey.of(after));
                BlobListing folder = BlobListing.under(BlobKey.of("a")).after(BlobKey.of(after));
                assertThat(keys(sink, all)).as("%s", all).isEqualTo(included(ascending, all));
                assertThat(keys(sink, folder)).as("%s", folder).isEqualTo(included(ascending, folder));
            }
        }
    }

    @Test
    default void theListingOfAFolderHoldsNoSiblings() {
        try (BlobSink sink = openSink()) {
            putAll(sink, keysOf("a/b-c/1", "a/b.c", "a/b/1", "a/b/b/2", "a/b0", "a/bc/1", "b/1"));
            assertThat(keys(sink, BlobListing.under(BlobKey.of("a/b")))).isEqualTo(keysOf("a/b/1", "a/b/b/2"));
            assertThat(keys(sink, BlobListing.under(BlobKey.of("a/b0")))).isEmpty();
            assertThat(keys(sink, BlobListing.under(BlobKey.of("a/b0/c")))).isEmpty();
            assertThat(keys(sink, BlobListing.under(BlobKey.of("a/x")))).isEmpty();
        }
    }

    @Test
    default void aListingCanBeGivenUp() {
        try (BlobSink sink = openSink()) {
            putAll(sink, keysOf("a/1", "a/2", "b"));
            try (Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
                assertThat(blobs.findFirst().map(StoredBlob::key)).contains(BlobKey.of("a/1"));
            }
            try (Stream<StoredBlob> unread = sink.list(BlobListing.all())) {
                assertThat(unread).isNotNull();
            }
        }
    }

    @Test
    default void keysThatAreLeftAloneAppearOnceWhileOthersAreStored() {
        try (BlobSink sink = openSink()) {
            List<BlobKey> settled = IntStream.range(100, 200)
                    .mapToObj(i -> BlobKey.of("k/" + i))
                    .toList();
            putAll(sink, settled);
            List<Boolean> answers = Together.run(4, thread -> {
                if (thread < 3) {
                    IntStream.range(0, 40).forEach(i -> put(sink, "k/" + (100 + i) + "x" + thread, "new"));
                    return true;
                }
                return IntStream.range(0, 10)
                        .allMatch(i -> keys(sink, BlobListing.all()).stream()
                                .filter(key -> key.text().length() == 5)
                                .toList()
                                .equals(settled));
            });
            assertThat(answers).containsOnly(true);
        }
    }

    private static List<BlobKey> inPagesOf(int size, BlobSink sink) {
        List<BlobKey> all = new ArrayList<>();
        Optional<BlobListing> next = Optional.of(BlobListing.all());
        while (next.isPresent()) {
            try (Stream<StoredBlob> blobs = sink.list(next.get())) {
                List<BlobKey> page = blobs.limit(size).map(StoredBlob::key).toList();
                all.addAll(page);
                next = page.isEmpty()
                        ? Optional.empty()
                        : Optional.of(BlobListing.all().after(page.get(page.size() - 1)));
            }
        }
        return all;
    }

    private static SortedSet<BlobKey> manyKeys() {
        List<String> folders = List.of("q", "q-", "q-b", "q%2f", "q.b", "q~", "qa");
        return IntStream.range(0, 2_500)
                .mapToObj(i -> "log/host-%d/%s/%d".formatted(i % 5, folders.get(i % 7), i * 7_919 % 2_500))
                .map(BlobKey::of)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<BlobKey> included(Collection<BlobKey> keys, BlobListing listing) {
        return keys.stream().filter(listing::includes).toList();
    }

    private static List<BlobKey> keysOf(String... texts) {
        return Stream.of(texts).map(BlobKey::of).toList();
    }

    private static void putAll(BlobSink sink, Collection<BlobKey> keys) {
        List<BlobKey> all = List.copyOf(keys);
        int writers = 8;
        Together.run(writers, writer -> {
            for (int i = writer; i < all.size(); i += writers) {
                put(sink, all.get(i), bytes(all.get(i).text()));
            }
            return true;
        });
    }
}
