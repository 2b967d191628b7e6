package io.repobackup.age;

import static io.repobackup.age.AgeSinks.DATA;
import static io.repobackup.age.AgeSinks.PACK;
import static io.repobackup.age.AgeSinks.RECOVERY;
import static io.repobackup.age.AgeSinks.noise;
import static io.repobackup.age.AgeSinks.over;
import static io.repobackup.age.AgeSinks.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A producer that failed never leaves a file that looks whole, not even where the store keeps what it should have dropped. */
class BrokenUploadsTest {

    private static final int CHUNK = 65_536;

    private final Path folder;

    BrokenUploadsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whatWasSentBeforeACloseIsNoWholeFile() throws IOException {
        AgeProgram.require();
        for (int size : new int[] {1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 1}) {
            byte[] kept = keptAfterClose(size);
            assertThat(AgeProgram.tryDecrypt(kept, RECOVERY, folder).status())
                    .as("age -d of what is left of %s bytes", size)
                    .isNotZero();
            InMemoryBlobSink store = InMemoryBlobSink.create();
            store.putIfAbsent(PACK, kept, DATA);
            assertThatThrownBy(() -> read(over(store, RECOVERY), PACK)).isInstanceOf(CorruptedException.class);
        }
    }

    @Test
    void anUploadWithAFailedWriteCannotBeCommitted() {
        InMemoryBlobSink store = InMemoryBlobSink.create();
        FaultySink faulty = FaultySink.over(store);
        AgeBlobSink sink = over(faulty);
        faulty.inject(
                SinkOperation.WRITE, Trigger.always().nth(3), Fault.halfWay(() -> new UnavailableException("cut")));
        try (BlobUpload upload = sink.begin(PACK, DATA)) {
            assertThatThrownBy(() -> upload.write(ByteBuffer.wrap(noise(5 * CHUNK))))
                    .isInstanceOf(UnavailableException.class);
            assertThatThrownBy(upload::commit).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> upload.write(ByteBuffer.wrap(noise(1)))).isInstanceOf(IllegalStateException.class);
        }
        assertThat(store.keys()).isEmpty();
        assertThat(faulty.calls(SinkOperation.COMMIT)).isZero();
    }

    @Test
    void aFailureToWriteTheEndIsNoCommit() {
        InMemoryBlobSink store = InMemoryBlobSink.create();
        FaultySink faulty = FaultySink.over(store);
        AgeBlobSink sink = over(faulty);
        try (BlobUpload upload = sink.begin(PACK, DATA)) {
            upload.write(ByteBuffer.wrap(noise(10)));
            faulty.inject(SinkOperation.WRITE, Trigger.always(), Fault.error(() -> new UnavailableException("cut")));
            assertThatThrownBy(upload::commit).isInstanceOf(UnavailableException.class);
            faulty.heal();
            assertThatThrownBy(upload::commit).isInstanceOf(IllegalStateException.class);
        }
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void closeSendsNothing() {
        FaultySink faulty = FaultySink.over(InMemoryBlobSink.create());
        long written;
        try (BlobUpload upload = over(faulty).begin(PACK, DATA)) {
            upload.write(ByteBuffer.wrap(noise(CHUNK + 1)));
            written = faulty.calls(SinkOperation.WRITE);
        }
        assertThat(faulty.calls(SinkOperation.WRITE)).isEqualTo(written);
        assertThat(faulty.calls(SinkOperation.COMMIT)).isZero();
    }

    /** What lies in the directory for uploads when the process that closed the upload could not remove it. */
    private byte[] keptAfterClose(int size) throws IOException {
        Path place = folder.resolve("store" + size);
        byte[] kept;
        try (AgeBlobSink sink = over(FileSystemBlobSink.open(place));
                BlobUpload upload = sink.begin(PACK, DATA)) {
            upload.write(ByteBuffer.wrap(noise(size)));
            kept = unfinished(place);
        }
        assertThat(place.resolve(PACK.text())).doesNotExist();
        return kept;
    }

    private static byte[] unfinished(Path place) throws IOException {
        try (Stream<Path> parts = Files.list(place.resolve(".uploads"))) {
            return parts.filter(part -> part.toString().endsWith(".part"))
                    .findFirst()
                    .map(BrokenUploadsTest::bytes)
                    .orElseThrow();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
