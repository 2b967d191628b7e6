package io.repobackup.core.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FullAndForbiddenDiskTest {

    private static final BlobOptions DATA = BlobOptions.of(BlobClass.DATA);
    private static final BlobKey KEY = BlobKey.of("log/1");

    @TempDir
    private Path temporary;

    @Test
    void aPutOnAFullDiskSaysSoAndLeavesNothing() throws IOException {
        try (MountedDirectory disk = MountedDirectory.ofOneMebibyte(temporary.resolve("disk"));
                BlobSink sink = FileSystemBlobSink.open(disk.path())) {
            assertThatThrownBy(() -> sink.putIfAbsent(KEY, new byte[2_000_000], DATA))
                    .isInstanceOf(NoSpaceException.class)
                    .hasMessageContaining(KEY.text())
                    .hasMessageContaining("free space");
            assertThat(keys(sink)).isEmpty();
            assertThat(disk.path().resolve(".uploads")).isEmptyDirectory();
            sink.putIfAbsent(KEY, new byte[500_000], DATA);
        }
    }

    @Test
    void anUploadThatFillsTheDiskCannotBeCommitted() throws IOException {
        try (MountedDirectory disk = MountedDirectory.ofOneMebibyte(temporary.resolve("disk"));
                BlobSink sink = FileSystemBlobSink.open(disk.path())) {
            try (BlobUpload upload = sink.begin(KEY, DATA)) {
                upload.write(ByteBuffer.allocate(500_000));
                assertThatThrownBy(() -> upload.write(ByteBuffer.allocate(1_000_000)))
                        .isInstanceOf(NoSpaceException.class);
                assertThatThrownBy(upload::commit).isInstanceOf(IllegalStateException.class);
            }
            assertThat(keys(sink)).isEmpty();
            assertThat(disk.path().resolve(".uploads")).isEmptyDirectory();
        }
    }

    @Test
    void aReadOnlyDiskCanBeReadAndSaysWhyItCannotBeWritten() throws IOException {
        try (MountedDirectory disk = MountedDirectory.ofOneMebibyte(temporary.resolve("disk"))) {
            try (BlobSink sink = FileSystemBlobSink.open(disk.path())) {
                sink.putIfAbsent(KEY, new byte[] {42}, DATA);
            }
            disk.makeReadOnly();
            try (BlobSink sink = FileSystemBlobSink.open(disk.path())) {
                assertReadable(sink);
                assertThatThrownBy(() -> sink.putIfAbsent(BlobKey.of("log/2"), new byte[1], DATA))
                        .isInstanceOf(AccessDeniedException.class)
                        .hasMessageContaining("mount the file system for writing");
                assertThatThrownBy(() -> sink.begin(BlobKey.of("log/2"), DATA))
                        .isInstanceOf(AccessDeniedException.class);
                StoredBlob blob = sink.stat(KEY).orElseThrow();
                assertThat(sink.facet(Removal.class)
                                .orElseThrow()
                                .remove(List.of(blob))
                                .get(blob))
                        .isInstanceOf(Removal.Answer.Failed.class);
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereNothingCanBeStoredIsNotTakenForFull() {
        assertThatThrownBy(() -> {
                    try (BlobSink sink = FileSystemBlobSink.open(Path.of("/proc/repobackup"))) {
                        sink.putIfAbsent(KEY, new byte[] {42}, DATA);
                    }
                })
                .isInstanceOf(RepobackupException.class)
                .isNotInstanceOf(NoSpaceException.class)
                .hasMessageContaining("/proc/repobackup")
                .message()
                .doesNotContain("free space");
    }

    /** In a process of its own, for root is denied nothing. */
    @Test
    void aForbiddenDirectoryIsDeniedAndNotTakenForEmpty() throws Exception {
        Path root = temporary.resolve("sink");
        try (BlobSink sink = FileSystemBlobSink.open(root)) {
            sink.putIfAbsent(KEY, new byte[] {42}, DATA);
        }
        Path folder = root.resolve("log");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
        try {
            Process child = Files.isReadable(folder)
                    ? ChildSink.startWithoutPrivileges("forbidden", root)
                    : ChildSink.start("forbidden", root, "x");
            child.getOutputStream().write('\n');
            child.getOutputStream().close();
            List<String> told = child.inputReader(UTF_8).lines().skip(1).toList();
            assertThat(told).hasSize(4).allSatisfy(line -> assertThat(line).startsWith("AccessDeniedException"));
            assertThat(told.get(3)).contains("allow the user of this process");
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void assertReadable(BlobSink sink) throws IOException {
        assertThat(keys(sink)).containsExactly(KEY);
        try (InputStream in = sink.open(KEY, ByteRange.all())) {
            assertThat(in.readAllBytes()).containsExactly(42);
        }
    }

    private static List<BlobKey> keys(BlobSink sink) {
        try (Stream<StoredBlob> blobs = sink.list(BlobListing.all())) {
            return blobs.map(StoredBlob::key).toList();
        }
    }
}
