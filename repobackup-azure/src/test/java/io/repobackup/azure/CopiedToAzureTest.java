package io.repobackup.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.copy.Comparison;
import io.repobackup.core.copy.CopyEngine;
import io.repobackup.core.copy.CopyReport;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.source.GitSource;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vault goes from a directory to a container and back, by processes that are killed in the middle. */
class CopiedToAzureTest {

    private static final int KILLS = 3;

    @TempDir
    Path directory;

    private Path vault;

    @BeforeEach
    void fill() throws Exception {
        vault = directory.resolve("vault");
        Path repository = Files.createDirectories(directory.resolve("host/project"));
        git(repository, "init", "--quiet", "--initial-branch=main");
        for (int moment = 1; moment <= 5; moment++) {
            byte[] noise = new byte[moment % 2 == 0 ? 3 << 20 : 30 << 10];
            new Random(moment).nextBytes(noise);
            Files.write(repository.resolve("noise"), noise);
            git(repository, "add", "noise");
            git(repository, "-c", "user.name=n", "-c", "user.email=e@x", "commit", "--quiet", "-m", "m" + moment);
            try (FileSystemBlobSink sink = FileSystemBlobSink.open(vault)) {
                BackupEngine.builder()
                        .source(GitSource.of(repository.toString()))
                        .vault(Vault.openOrCreate(sink))
                        .scratch(directory)
                        .build()
                        .run()
                        .throwIfFailed();
            }
        }
    }

    @Test
    void whatKilledCopiesLeftIsCompletedAndComesBackByteForByte() throws Exception {
        String place = Azurite.newContainer();
        try (FileSystemBlobSink from = FileSystemBlobSink.open(vault);
                BlobSink target = sink(Azurite.endpoint(), place);
                FileSystemBlobSink back = FileSystemBlobSink.open(directory.resolve("back"))) {
            kill(place, target);
            CopyReport rest = CopyingProgram.copy(from, target);
            rest.throwIfFailed();
            assertThat(rest.present()).isPositive();
            assertThat(keys(target)).isEqualTo(keys(from));
            assertThat(damages(target)).isEmpty();
            CopyReport again = CopyEngine.builder()
                    .from(Vault.open(from))
                    .to(target)
                    .comparison(Comparison.DIGESTS)
                    .build()
                    .run();
            again.throwIfFailed();
            assertThat(again.copied()).isZero();

            CopyingProgram.copy(target, back).throwIfFailed();
            assertThat(keys(back)).isEqualTo(keys(from));
            for (BlobKey key : keys(from)) {
                assertThat(Arrays.equals(read(back, key), read(from, key)))
                        .as("%s", key)
                        .isTrue();
            }
        }
    }

    private void kill(String place, BlobSink target) throws Exception {
        int inTheMiddle = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int before = keys(target).size();
            Process process = CopyingProgram.start(vault, Azurite.endpoint().toString(), place);
            while (process.isAlive() && keys(target).size() < before + 3) {
                process.waitFor(1, TimeUnit.MILLISECONDS);
            }
            inTheMiddle += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();
        }
        Path errors = directory.resolve("errors.txt");
        assertThat(inTheMiddle)
                .as("killed before they were through; %s", Files.readString(errors))
                .isPositive();
    }

    private static List<String> damages(BlobSink sink) {
        return VerifyEngine.builder()
                .vault(Vault.open(sink))
                .depth(Depth.CONNECTED)
                .build()
                .run()
                .damages()
                .map(Damage::text)
                .toList();
    }

    private static Set<BlobKey> keys(BlobSink sink) {
        try (Stream<StoredBlob> all = sink.list(BlobListing.all())) {
            return all.map(StoredBlob::key).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static byte[] read(BlobSink sink, BlobKey key) throws IOException {
        try (InputStream in = sink.open(key, ByteRange.all())) {
            return in.readAllBytes();
        }
    }

    static BlobSink sink(URI endpoint, String container) {
        return AzureBlobSink.builder()
                .endpoint(endpoint)
                .credential(Azurite.credential())
                .container(container)
                .prefix(BlobKey.of("copies/one"))
                .build();
    }

    private static void git(Path folder, String... arguments) throws Exception {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).as("%s", List.of(arguments)).isZero();
    }
}
