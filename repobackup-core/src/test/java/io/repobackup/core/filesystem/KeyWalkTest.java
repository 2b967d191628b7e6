package io.repobackup.core.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyWalkTest {

    @TempDir
    private Path directory;

    @Test
    void theOrderDoesNotDependOnHowManyEntriesAreKeptInMemory() throws IOException {
        TreeSet<BlobKey> keys = randomKeys(new Random(1), 400);
        for (BlobKey key : keys) {
            create(key);
        }
        for (int batchSize : new int[] {1, 2, 3, 7, 50, 10_000}) {
            assertThat(walk(BlobListing.all(), batchSize))
                    .as("batches of %d", batchSize)
                    .containsExactlyElementsOf(keys);
        }
    }

    @Test
    void everyBeginningGivesTheKeysAfterIt() throws IOException {
        Random random = new Random(2);
        TreeSet<BlobKey> keys = randomKeys(random, 150);
        for (BlobKey key : keys) {
            create(key);
        }
        for (BlobKey after : randomKeys(random, 150)) {
            for (BlobListing listing :
                    folders().map(folder -> folder.after(after)).toList()) {
                List<BlobKey> expected = keys.stream().filter(listing::includes).toList();
                assertThat(walk(listing, 1 + random.nextInt(5)))
                        .as("%s", listing)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void filesAndFoldersThatVanishMeanwhileArePassedOver() throws IOException {
        for (String key : List.of("a/1", "b/1", "c/1", "d")) {
            create(BlobKey.of(key));
        }
        Iterator<?> walk = new KeyWalk(new SinkRoot(directory), BlobListing.all(), 10);
        walk.next();
        Files.delete(directory.resolve("b/1"));
        Files.delete(directory.resolve("c/1"));
        Files.delete(directory.resolve("c"));
        Files.delete(directory.resolve("d"));
        List<Object> rest = new ArrayList<>();
        walk.forEachRemaining(rest::add);
        assertThat(rest).hasSizeLessThanOrEqualTo(1);
        assertThatThrownBy(walk::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anInterruptEndsTheWalk() throws IOException {
        create(BlobKey.of("a/1"));
        Iterator<?> walk = new KeyWalk(new SinkRoot(directory), BlobListing.all(), 10);
        Thread.currentThread().interrupt();
        assertThatThrownBy(walk::next).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private List<BlobKey> walk(BlobListing listing, int batchSize) {
        List<BlobKey> keys = new ArrayList<>();
        new KeyWalk(new SinkRoot(directory), listing, batchSize).forEachRemaining(blob -> keys.add(blob.key()));
        return keys;
    }

    private static Stream<BlobListing> folders() {
        return Stream.concat(
                Stream.of(BlobListing.all()),
                Stream.of("a", "a/b", "a-", "%2f").map(BlobKey::of).map(BlobListing::under));
    }

    private void create(BlobKey key) throws IOException {
        Path file = directory.resolve(key.text());
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    /** Folders and blobs have different last characters, so that no key is a folder of another one. */
    private static TreeSet<BlobKey> randomKeys(Random random, int count) {
        List<String> names = List.of("a", "b", "a-", "a-b", "a.b", "a0", "%2f", "~", "_", "aa");
        TreeSet<BlobKey> keys = new TreeSet<>();
        while (keys.size() < count) {
            String folders = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> names.get(random.nextInt(names.size())) + "/")
                    .reduce("", String::concat);
            keys.add(BlobKey.of(folders + names.get(random.nextInt(names.size())) + "x"));
        }
        return keys;
    }
}
