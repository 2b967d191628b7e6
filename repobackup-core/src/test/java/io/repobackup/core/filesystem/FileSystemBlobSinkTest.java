package io.repobackup.core.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobSinkProvider;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.testkit.sink.BlobSinkContract;
import io.repobackup.testkit.sink.RemovalContract;
import io.repobackup.testkit.sink.UploadsContract;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemBlobSinkTest {

    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);
    private static final BlobKey KEY = BlobKey.of("log/host/1");

    private final Path temporary;

    FileSystemBlobSinkTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @Nested
    class Contract implements BlobSinkContract, RemovalContract, UploadsContract {

        private int places;
        private Path place;

        @Override
        public BlobSink openSink() {
            place = temporary.resolve("sink" + places++);
            return FileSystemBlobSink.open(place);
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return FileSystemBlobSink.open(place);
        }
    }

    @Nested
    class Opening {

        @Test
        void aDirectoryIsMadeByTheFirstWriteAndNotEarlier() {
            Path missing = temporary.resolve("not/there/yet");
            try (BlobSink sink = FileSystemBlobSink.open(missing)) {
                assertThat(keys(sink)).isEmpty();
                assertThat(sink.stat(KEY)).isEmpty();
                assertThatThrownBy(() -> sink.open(KEY, ByteRange.all())).isInstanceOf(NotFoundException.class);
                assertThat(missing).doesNotExist();
                put(sink, KEY, "x");
                assertThat(missing.resolve("log/host/1")).hasContent("x");
            }
        }

        @Test
        void aFileIsRefused() throws IOException {
            Path file = Files.writeString(temporary.resolve("file"), "x");
            assertThatThrownBy(() -> FileSystemBlobSink.open(file))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("name a directory");
        }

        @Test
        void aUrlOpensIt() {
            BlobSinkProvider provider = ServiceLoader.load(BlobSinkProvider.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(candidate -> candidate.accepts(temporary.toUri()))
                    .findFirst()
                    .orElseThrow();
            try (BlobSink sink = provider.open(temporary.toUri())) {
                put(sink, KEY, "x");
            }
            assertThat(temporary.resolve("log/host/1")).hasContent("x");
            assertThat(provider.accepts(URI.create("s3://bucket/prefix"))).isFalse();
            assertThat(provider.accepts(URI.create("vault"))).isFalse();
        }

        @Test
        void aUrlThatNamesNoDirectoryIsRefusedWithOneThatWould() {
            FileSystemSinkProvider provider = new FileSystemSinkProvider();
            for (String url : List.of("file:vault", "file://host/vault", "file:///vault?tier=cold")) {
                assertThatThrownBy(() -> provider.open(URI.create(url)))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining("file:///backup/vault");
            }
        }
    }

    @Nested
    class Writing {

        private final FileSystemBlobSink sink = FileSystemBlobSink.open(temporary);

        @Test
        void nothingStaysInTheUploadsAfterPutsAndUploads() throws IOException {
            put(sink, KEY, "x");
            assertThatThrownBy(() -> put(sink, KEY, "y")).isInstanceOf(ConflictException.class);
            try (BlobUpload upload = sink.begin(BlobKey.of("data/1"), DATA)) {
                upload.write(ByteBuffer.wrap(new byte[10]));
                upload.commit();
            }
            try (BlobUpload dropped = sink.begin(BlobKey.of("data/2"), DATA)) {
                dropped.write(ByteBuffer.wrap(new byte[10]));
            }
            assertThat(temporary.resolve(".uploads")).isEmptyDirectory();
        }

        @Test
        void anUploadOverAnExistingKeyIsRefused() {
            put(sink, KEY, "first");
            try (BlobUpload upload = sink.begin(KEY, DATA)) {
                assertThatThrownBy(upload::commit)
                        .isInstanceOf(ConflictException.class)
                        .hasMessageContaining("exists");
            }
        }

        @Test
        void theBlobIsDescribedAlikeByCommitAndStat() {
            try (BlobUpload upload = sink.begin(KEY, DATA)) {
                upload.write(ByteBuffer.wrap(new byte[10]));
                StoredBlob committed = upload.commit();
                StoredBlob stat = sink.stat(KEY).orElseThrow();
                assertThat(committed.storedAt()).isEqualTo(stat.storedAt());
                assertThat(committed.sizeInBytes()).isEqualTo(stat.sizeInBytes());
            }
        }

        @Test
        void aFolderThatVanishedIsMadeAgain() throws IOException {
            put(sink, KEY, "x");
            Files.delete(temporary.resolve("log/host/1"));
            Files.delete(temporary.resolve("log/host"));
            put(sink, KEY, "y");
        }

        @Test
        void afterAnInterruptedWriteNothingCanBePublished() {
            try (BlobUpload upload = sink.begin(KEY, DATA)) {
                upload.write(ByteBuffer.wrap(new byte[10]));
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> upload.write(ByteBuffer.wrap(new byte[10])))
                        .isInstanceOf(CancelledException.class);
                assertThat(Thread.interrupted()).isTrue();
                assertThatThrownBy(upload::commit)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("failed write");
            }
            assertThat(keys(sink)).isEmpty();
        }
    }

    @Nested
    class HardLinksThatFail {

        @Test
        void aFileSystemWithoutHardLinksIsRefusedBeforeAnythingIsUploaded() {
            FileSystemBlobSink sink = FileSystemBlobSink.open(temporary, (link, existing) -> {
                throw new UnsupportedOperationException("no links here");
            });
            assertThatThrownBy(() -> sink.begin(KEY, DATA))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("makes no hard links")
                    .hasMessageContaining("use a directory on a file system with hard links");
            assertThat(temporary.resolve(".uploads")).isEmptyDirectory();
        }

        @Test
        void aFileSystemThatReplacesNamesIsRefused() {
            FileSystemBlobSink sink = FileSystemBlobSink.open(temporary, (link, existing) -> {
                Files.deleteIfExists(link);
                return Files.createLink(link, existing);
            });
            assertThatThrownBy(() -> put(sink, KEY, "x"))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("replaces a name");
        }

        @Test
        void aLinkWhoseAnswerWasLostIsRecognisedAsOwn() {
            FileSystemBlobSink sink = FileSystemBlobSink.open(temporary, new LosesTheThirdAnswer());
            assertThat(put(sink, KEY, "x").sizeInBytes()).isEqualTo(1);
        }
    }

    /** As a network file system that sends its request again and is told that the name exists. */
    private static final class LosesTheThirdAnswer implements HardLinks {

        private int calls;

        @Override
        public Path create(Path link, Path existing) throws IOException {
            calls++;
            return calls == 3
                    ? Files.createLink(Files.createLink(link, existing), existing)
                    : Files.createLink(link, existing);
        }
    }

    @Nested
    class OddThingsInTheDirectory {

        private final FileSystemBlobSink sink = FileSystemBlobSink.open(temporary.resolve("sink"));
        private final Path inside = temporary.resolve("sink");
        private final Path outside = temporary.resolve("outside");

        @Test
        void foreignNamesAreNoKeys() throws IOException {
            put(sink, KEY, "x");
            Files.writeString(inside.resolve("UPPER"), "x");
            Files.writeString(inside.resolve(".hidden"), "x");
            Files.writeString(inside.resolve("with space"), "x");
            Files.createDirectories(inside.resolve("lost+found/inner"));
            Files.writeString(inside.resolve("log/host/ünïcode"), "x");
            assertThat(keys(sink)).containsExactly(KEY);
        }

        @Test
        void pipesAreNoBlobs() throws Exception {
            put(sink, KEY, "x");
            Process mkfifo =
                    new ProcessBuilder("mkfifo", inside.resolve("log/pipe").toString()).start();
            assertThat(mkfifo.waitFor()).isZero();
            assertThat(keys(sink)).containsExactly(KEY);
            assertThat(sink.stat(BlobKey.of("log/pipe"))).isEmpty();
            assertThatThrownBy(() -> sink.open(BlobKey.of("log/pipe"), ByteRange.all()))
                    .isInstanceOf(NotFoundException.class);
        }

        @Test
        void aLinkToAFileIsNoBlob() throws IOException {
            put(sink, KEY, "x");
            Files.createDirectories(outside);
            Files.writeString(outside.resolve("secret"), "secret");
            BlobKey link = BlobKey.of("log/link");
            Files.createSymbolicLink(inside.resolve("log/link"), outside.resolve("secret"));
            assertThat(sink.stat(link)).isEmpty();
            assertThatThrownBy(() -> sink.open(link, ByteRange.all())).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> put(sink, link, "y")).isInstanceOf(ConflictException.class);
            assertThat(keys(sink)).containsExactly(KEY);
            assertThat(outside.resolve("secret")).hasContent("secret");
        }

        @Test
        void aLinkToAFolderIsNotFollowed() throws IOException {
            put(sink, KEY, "x");
            Files.createDirectories(outside);
            Files.writeString(outside.resolve("secret"), "secret");
            Files.createSymbolicLink(inside.resolve("data"), outside);
            BlobKey through = BlobKey.of("data/secret");
            assertRefusedForALink(() -> sink.stat(through));
            assertRefusedForALink(() -> sink.open(through, ByteRange.all()));
            assertRefusedForALink(() -> put(sink, BlobKey.of("data/new"), "y"));
            assertRefusedForALink(() -> put(sink, BlobKey.of("data/new/deeper"), "y"));
            assertRefusedForALink(() -> keys(sink, BlobListing.under(BlobKey.of("data"))));
            assertThat(keys(sink)).containsExactly(KEY);
            assertThat(outside).isDirectoryNotContaining("glob:**new*");
        }

        @Test
        void theDirectoryItselfMayBeALink() throws IOException {
            Files.createDirectories(outside);
            Files.createSymbolicLink(inside, outside);
            put(sink, KEY, "x");
            assertThat(outside.resolve("log/host/1")).hasContent("x");
            assertThat(keys(sink)).containsExactly(KEY);
        }

        private void assertRefusedForALink(ThrowingCallable call) {
            assertThatThrownBy(call)
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("symbolic link")
                    .hasMessageContaining("put a real directory in its place");
        }
    }

    @Test
    void aBlobWhoseFolderCannotBeForcedIsReportedAsUnknown() {
        FileSystemBlobSink sink = FileSystemBlobSink.open(temporary, (link, existing) -> {
            Path made = Files.createLink(link, existing);
            if (link.endsWith("1")) {
                Files.move(link.getParent(), temporary.resolve("moved away"));
            }
            return made;
        });
        assertThatThrownBy(() -> put(sink, KEY, "x"))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("repeat the call");
    }

    private static StoredBlob put(BlobSink sink, BlobKey key, String text) {
        return sink.putIfAbsent(key, text.getBytes(UTF_8), DATA);
    }

    private static List<BlobKey> keys(BlobSink sink) {
        return keys(sink, BlobListing.all());
    }

    private static List<BlobKey> keys(BlobSink sink, BlobListing listing) {
        try (Stream<StoredBlob> blobs = sink.list(listing)) {
            return blobs.map(StoredBlob::key).toList();
        }
    }
}
