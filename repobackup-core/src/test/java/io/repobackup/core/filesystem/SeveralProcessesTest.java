package io.repobackup.core.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Uploads;
import io.repobackup.api.sink.Uploads.Unfinished;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralProcessesTest {

    private static final Instant FAR_FUTURE = Instant.parse("2999-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void ofTwoProcessesThatPutTheSameKeysOneWinsEach() throws Exception {
        try (Child red = new Child(ChildSink.start("race", directory, "r"));
                Child blue = new Child(ChildSink.start("race", directory, "b"))) {
            red.awaitLine("ready");
            blue.awaitLine("ready");
            red.order();
            blue.order();
            List<String> redLines = red.remainingLines();
            List<String> blueLines = blue.remainingLines();
            assertThat(redLines).hasSize(200);
            try (BlobSink sink = FileSystemBlobSink.open(directory)) {
                for (int i = 0; i < 200; i++) {
                    BlobKey key = BlobKey.of("log/" + i % 10 + "/" + i);
                    boolean redWon = redLines.contains("won " + key);
                    assertThat(blueLines.contains("won " + key))
                            .as("blue won %s", key)
                            .isEqualTo(!redWon);
                    assertThat(text(sink, key)).isEqualTo((redWon ? "r" : "b").repeat(i + 1));
                }
            }
            assertThat(directory.resolve(".uploads")).isEmptyDirectory();
        }
    }

    @Test
    void aKilledUploadLeavesOnlyWhatIsRecognisedAndCanBeCleared() throws Exception {
        try (Child child = new Child(ChildSink.start("upload", directory, "x"))) {
            child.awaitLine("ready");
            child.order();
            child.awaitLine("half");
            child.kill();
        }
        try (BlobSink sink = FileSystemBlobSink.open(directory);
                Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
            assertThat(blobs.map(StoredBlob::key)).containsExactly(BlobKey.of("log/1"));
            Uploads uploads = sink.facet(Uploads.class).orElseThrow();
            List<Unfinished> left = uploads.unfinished(FAR_FUTURE).toList();
            assertThat(left).hasSize(1);
            assertThat(left.get(0).sizeInBytes()).isEqualTo(3_000_000);
            assertThat(uploads.unfinished(left.get(0).begunAt())).isEmpty();
            left.forEach(uploads::abort);
            assertThat(uploads.unfinished(FAR_FUTURE)).isEmpty();
            assertThat(directory.resolve(".uploads")).isEmptyDirectory();
        }
    }

    private static String text(BlobSink sink, BlobKey key) throws IOException {
        try (InputStream in = sink.open(key, ByteRange.all())) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Another process, which ends with the test. */
    private record Child(Process process, BufferedReader lines) implements AutoCloseable {

        Child(Process process) {
            this(process, process.inputReader(UTF_8));
        }

        void awaitLine(String expected) throws IOException {
            assertThat(lines.readLine()).isEqualTo(expected);
        }

        void order() throws IOException {
            OutputStream orders = process.getOutputStream();
            orders.write('\n');
            orders.flush();
        }

        List<String> remainingLines() throws InterruptedException {
            List<String> all = lines.lines().toList();
            assertThat(process.waitFor()).isZero();
            return all;
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
