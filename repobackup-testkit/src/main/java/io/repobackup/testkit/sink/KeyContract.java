package io.repobackup.testkit.sink;

import static io.repobackup.testkit.sink.Blobs.bytes;
import static io.repobackup.testkit.sink.Blobs.keys;
import static io.repobackup.testkit.sink.Blobs.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every legal {@link BlobKey} is a key of the sink, told apart from every other. */
interface KeyContract extends SinkFixture {

    @Test
    default void everyLegalCharacterMakesAKeyOfItsOwn() {
        String legal = "abcdefghijklmnopqrstuvwxyz0123456789._-%~";
        Set<BlobKey> all = new TreeSet<>();
        for (int i = 0; i < legal.length(); i++) {
            char c = legal.charAt(i);
            all.add(BlobKey.of("inside/x" + c + "y"));
            if (c != '.') {
                all.add(BlobKey.of("alone/" + c));
                all.add(BlobKey.of("folder/" + c + "/key"));
            }
        }
        storedAndListed(all);
    }

    @Test
    default void namesWithAMeaningElsewhereAreKeys() {
        storedAndListed(Stream.of(
                        "%2e",
                        "%2e%2e/x",
                        "%2f",
                        "%00",
                        "%",
                        "%%",
                        "%zz",
                        "~",
                        "~root/x",
                        "-",
                        "--/-",
                        "-rf",
                        "_",
                        "a..b",
                        "a.tmp",
                        "con",
                        "nul",
                        "aux.txt",
                        "lost%2bfound",
                        "index.html",
                        "a~1",
                        "%c3%a9",
                        "0",
                        "00")
                .map(BlobKey::of)
                .collect(Collectors.toSet()));
    }

    @Test
    default void theLongestComponentsAndKeysAreKeys() {
        String component = "x".repeat(119);
        storedAndListed(Stream.of(
                        component + "a",
                        component + "b",
                        component + "-/" + component + "-",
                        String.join(
                                "/",
                                component + "c",
                                component + "d",
                                component + "e",
                                component + "f",
                                "g".repeat(28)),
                        "d/".repeat(255) + "ee")
                .map(BlobKey::of)
                .collect(Collectors.toSet()));
    }

    private void storedAndListed(Set<BlobKey> keys) {
        try (BlobSink sink = openSink()) {
            keys.forEach(key -> put(sink, key, bytes(key.text())));
            keys.forEach(key -> assertHolds(sink, key, bytes(key.text())));
            assertThat(keys(sink, BlobListing.all())).containsExactlyElementsOf(new TreeSet<>(keys));
        }
    }
}
