package io.repobackup.age;

import static io.repobackup.age.AgeSinks.DATA;
import static io.repobackup.age.AgeSinks.PACK;
import static io.repobackup.age.AgeSinks.PLAIN;
import static io.repobackup.age.AgeSinks.RECORD;
import static io.repobackup.age.AgeSinks.RECOVERY;
import static io.repobackup.age.AgeSinks.STATE;
import static io.repobackup.age.AgeSinks.STATE_KEY;
import static io.repobackup.age.AgeSinks.STRANGER;
import static io.repobackup.age.AgeSinks.noise;
import static io.repobackup.age.AgeSinks.over;
import static io.repobackup.age.AgeSinks.read;
import static io.repobackup.age.AgeSinks.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored is read by age, and what age writes is read here. */
class AgeFormatTest {

    private static final int CHUNK = 65_536;
    private static final int[] SIZES = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 300_000};

    private final Path folder;
    private final InMemoryBlobSink store = InMemoryBlobSink.create();

    AgeFormatTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void ageOpensUploadsAndPutsOfEverySize() {
        AgeProgram.require();
        AgeBlobSink sink = over(store);
        for (int size : SIZES) {
            byte[] content = noise(size);
            BlobKey uploaded = BlobKey.of("data/" + size);
            BlobKey put = BlobKey.of("log/" + size);
            upload(sink, uploaded, content);
            sink.putIfAbsent(put, content, STATE);
            assertThat(AgeProgram.decrypt(store.content(uploaded), RECOVERY, folder))
                    .isEqualTo(content);
            assertThat(AgeProgram.decrypt(store.content(put), RECOVERY, folder)).isEqualTo(content);
            assertThat(AgeProgram.decrypt(store.content(put), STATE_KEY, folder))
                    .isEqualTo(content);
            assertThat(AgeProgram.tryDecrypt(store.content(uploaded), STATE_KEY, folder)
                            .status())
                    .as("the state key opens no DATA")
                    .isNotZero();
        }
    }

    @Test
    void whatAgeWritesIsReadHere() {
        AgeProgram.require();
        for (int size : SIZES) {
            byte[] content = noise(size);
            byte[] file = AgeProgram.run(
                            content,
                            "age",
                            "-r",
                            STRANGER.recipient().text(),
                            "-r",
                            RECOVERY.recipient().text())
                    .output();
            BlobKey key = BlobKey.of("data/" + size);
            store.putIfAbsent(key, file, DATA);
            assertThat(read(over(store, RECOVERY), key)).isEqualTo(content);
        }
    }

    @Test
    void everyWayToCutAContentIntoWritesMakesTheSameContent() {
        byte[] content = noise(200_000);
        AgeBlobSink sink = over(store, RECOVERY);
        for (int step : new int[] {1_000, CHUNK - 1, CHUNK, CHUNK + 1, 200_000}) {
            BlobKey key = BlobKey.of("data/" + step);
            try (BlobUpload upload = sink.begin(key, DATA)) {
                for (int at = 0; at < content.length; at += step) {
                    upload.write(ByteBuffer.wrap(content, at, Math.min(step, content.length - at)));
                }
                upload.commit();
            }
            assertThat(read(sink, key)).isEqualTo(content);
            assertThat(store.content(key)).hasSize((int) sink.storedSizeInBytes(BlobClass.DATA, content.length));
        }
    }

    @Test
    void theSizeOfEveryContentIsKnownBeforehand() {
        AgeBlobSink sink = over(store);
        for (int size : SIZES) {
            assertThat(upload(sink, BlobKey.of("data/" + size), noise(size)).sizeInBytes())
                    .isEqualTo(sink.storedSizeInBytes(BlobClass.DATA, size));
        }
    }

    @Test
    void equalContentsAreStoredAsDifferentBytesWithoutAnyOfTheContent() {
        AgeBlobSink sink = over(store);
        byte[] content = "the same words ".repeat(100).getBytes(StandardCharsets.UTF_8);
        upload(sink, PACK, content);
        sink.putIfAbsent(RECORD, content, STATE);
        byte[] one = store.content(PACK);
        byte[] other = store.content(RECORD);
        assertThat(one).isNotEqualTo(other);
        assertThat(Stream.of(one, other).map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)))
                .noneMatch(text -> text.contains("words"));
    }

    @Test
    void signpostsStayAsTheyAre() {
        AgeBlobSink sink = over(store);
        byte[] content = "{}\n".getBytes(StandardCharsets.UTF_8);
        for (String text : new String[] {"vault.json", "restore.md", "vault/0000000001.json"}) {
            BlobKey key = BlobKey.of(text);
            sink.putIfAbsent(key, content, PLAIN);
            assertThat(store.content(key)).isEqualTo(content);
            assertThat(read(sink, key)).isEqualTo(content);
        }
    }
}
