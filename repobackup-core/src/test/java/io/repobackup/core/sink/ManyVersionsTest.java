package io.repobackup.core.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.core.vault.SinkWith;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An attacker has put more versions over a key than fit into memory: if they were held they would take several GiB. */
class ManyVersionsTest {

    private static final BlobKey KEY = BlobKey.of("log/host/1/0000000001.json.gz");
    private static final int COUNT = 40_000;
    private static final String LONG = "v".repeat(64 << 10);

    private final Crowd crowd = new Crowd();
    private final BlobSink store = InMemoryBlobSink.create();

    @Test
    void theOriginalIsDescribedAndRead() throws Exception {
        OriginalsSink sink = (OriginalsSink) OriginalsSink.over(SinkWith.facet(store, crowd));
        assertThat(sink.stat(KEY)).contains(version(0));
        try (InputStream in = sink.openSound(version(0), bytes -> false)) {
            assertThat(in.readAllBytes()).containsExactly(0);
        }
        assertThat(crowd.opened).hasValue(64 + 1);
    }

    @Test
    void aPutOverThemIsAConflict() {
        BlobSink sink = OriginalsSink.over(SinkWith.facet(store, crowd));
        assertThatThrownBy(() -> sink.putIfAbsent(KEY, new byte[1], BlobOptions.of(BlobClass.STATE)))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void theyAreRemovedSomeAtATimeAndTheOriginalLast() {
        AtomicInteger lots = new AtomicInteger();
        Removal removal = blobs -> {
            lots.incrementAndGet();
            assertThat(blobs).hasSizeLessThanOrEqualTo(1_000);
            return crowd.remove(blobs);
        };
        StoredBlob original = version(0);
        assertThat(new OriginalsRemoval(removal, crowd).remove(List.of(original)))
                .containsOnly(Map.entry(original, new Removal.Answer.Removed()));
        assertThat(crowd.left).isZero();
        assertThat(crowd.lastRemoved).isEqualTo(original);
        assertThat(lots).hasValueBetween(COUNT / 1_000, COUNT / 1_000 + 2);
    }

    private static StoredBlob version(int number) {
        return new StoredBlob(KEY, Optional.of(LONG + number), 1, Optional.empty(), Instant.EPOCH);
    }

    /** Versions that come into being when somebody looks, the newest first, as in a bucket. */
    private static final class Crowd implements Versions {

        private final AtomicInteger opened = new AtomicInteger();
        private int left = COUNT;
        private Object lastRemoved = "nothing";

        @Override
        public Stream<StoredBlob> of(BlobKey key) {
            int newest = left - 1;
            return IntStream.rangeClosed(0, newest).mapToObj(i -> version(newest - i));
        }

        @Override
        public List<StoredBlob> oldest(BlobKey key, Predicate<StoredBlob> test, int most) {
            Deque<StoredBlob> last = new ArrayDeque<>();
            of(key).filter(test).forEach(version -> {
                last.push(version);
                if (last.size() > most) {
                    last.removeLast();
                }
            });
            return List.copyOf(last);
        }

        @Override
        public InputStream open(StoredBlob version, ByteRange range) {
            opened.incrementAndGet();
            return new ByteArrayInputStream(new byte[1]);
        }

        @Override
        public Stream<VersionedKey> list(BlobListing listing) {
            return Stream.of(new VersionedKey(version(0), version(left - 1), left, false));
        }

        Map<StoredBlob, Removal.Answer> remove(Collection<StoredBlob> blobs) {
            Map<StoredBlob, Removal.Answer> answers = new LinkedHashMap<>();
            blobs.forEach(blob -> {
                answers.put(blob, new Removal.Answer.Removed());
                lastRemoved = blob;
            });
            left -= blobs.size();
            return answers;
        }
    }
}
