package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.repository;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that somebody else wrote, and a target that somebody else prepared: a restore writes nowhere else than it should. */
class HostileVaultTest {

    private static final BlobKey RECORD = BlobKey.of("log/host.example/repo-1/0000000002.json.gz");

    @TempDir
    Path dir;

    private final Bench bench = new Bench();
    private Path target;

    @BeforeEach
    void backUp() throws IOException {
        TestRepository repository = TestRepository.create(dir.resolve("origin.git"), ObjectFormat.SHA1);
        repository.grow("main", "one");
        bench.source.offer(repository(
                1,
                PartOffer.git(Part.GIT, GitEndpoint.of(repository.path().toUri())),
                issues(putting(1, Map.of("1", "\"item\"")))));
        bench.engine().run().throwIfFailed();
        target = dir.resolve("around/deeply/within/target");
        Files.createDirectories(target.resolveSibling(""));
        Files.createDirectory(dir.resolve("elsewhere"));
    }

    /** Changes the last record; where that is void afterwards, the one before it is restored, which lacks the issues. */
    private void rewrite(String old, String forged) throws IOException {
        String record = gunzip(bench.store.content(RECORD));
        assertThat(record).contains(old);
        bench.store.tamper(RECORD, gzip(record.replace(old, forged)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\":\"acme/repository-1\"|\"name\":\"../../../elsewhere/x\"",
                "\"name\":\"acme/repository-1\"|\"name\":\"/tmp/../..\"",
                "\"name\":\"acme/repository-1\"|\"name\":\"acme/.repobackup-restore/journal.jsonl\"",
                "\"name\":\"acme/repository-1\"|\"name\":\"\\u0000\\u001b[31m\"",
                "\"issues\":|\"../../../elsewhere/x\":",
                "\"issues\":|\"..\":",
                "\"kind\":\"issues\"|\"kind\":\"../../../elsewhere/x\"",
                "\"kind\":\"issues\"|\"kind\":\"..\"",
                "\"name\":\"refs/heads/main\"|\"name\":\"refs/heads/../../../../../elsewhere/x\"",
                "\"name\":\"refs/heads/main\"|\"name\":\"../../elsewhere/x\"",
                "\"target\":\"refs/heads/main\"|\"target\":\"../../../elsewhere/x\"",
                "\"target\":\"refs/heads/main\"|\"target\":\"refs/heads/main%0aref: x\"",
                "\"symbolic\":[]|\"symbolic\":[{\"name\":\"refs/../../../elsewhere/x\",\"target\":\"refs/heads/main\"}]",
                "\"symbolic\":[]|\"symbolic\":[{\"name\":\"refs/heads/s\",\"target\":\"../../../../elsewhere/x\"}]",
                "\"symbolic\":[]|\"symbolic\":[{\"name\":\"config\",\"target\":\"refs/heads/main\"}]",
                "\"packs\":[{\"name\":\"|\"packs\":[{\"name\":\"../../../elsewhere/",
                "\"key\":\"data/host.example/repo-1/|\"key\":\"data/host.example/repo-2/",
                "\"key\":\"data/host.example/repo-1/|\"key\":\"../../",
            })
    void aForgedRecordWritesNothingElsewhere(String old, String forged) throws IOException {
        rewrite(old, forged);

        RestoreReport report = bench.restore(target);

        assertThat(report.entries()).hasSize(1);
        assertNothingIsElsewhere();
        try (Stream<Path> files = Files.walk(target)) {
            assertThat(files.map(file -> target.relativize(file).toString()))
                    .as("no name of a file plays tricks")
                    .allMatch(name -> name.matches("[A-Za-z0-9._+@%~/-]*"))
                    .as("something came back, and no configuration from outside")
                    .anyMatch(name -> name.endsWith("HEAD") || name.endsWith("issues.jsonl"))
                    .noneMatch(name -> name.contains(".partial"));
        }
        assertThat(report.entries().get(0).notes().toString()).doesNotContain("\u001b");
    }

    @Nested
    class InATargetThatSomebodyPrepared {

        @BeforeEach
        void beInterrupted() {
            bench.sink.inject(
                    SinkOperation.OPEN,
                    Trigger.matching(key -> key.endsWith(".jsonl.gz")),
                    Fault.error(() -> new UnavailableException("cut")));
            assertThat(bench.restore(target).entries().get(0).failure()).isPresent();
            bench.sink.heal();
        }

        @Test
        void aLinkIsNotFollowed() throws IOException {
            Path place = target.resolve("acme/repository-1");
            Files.move(place, dir.resolve("origin.git/moved"));
            Files.createSymbolicLink(place, dir.resolve("elsewhere"));

            RestoreReport report = bench.restore(target);

            assertThat(report.entries().get(0).failure())
                    .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("symbolic link"));
            assertNothingIsElsewhere();
        }

        @Test
        void aForgedJournalLeadsNowhere() throws IOException {
            Path journal = target.resolve(".repobackup-restore/journal.jsonl");
            String honest = Files.readString(journal);
            assertThat(honest).contains("acme/repository-1");
            Files.writeString(journal, honest.replace("acme/repository-1", "../../../../elsewhere/x"));

            assertThatThrownBy(() -> bench.restore(target)
                            .entries()
                            .get(0)
                            .failure()
                            .ifPresent(failure -> {
                                throw (RuntimeException) failure;
                            }))
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining("journal");
            assertNothingIsElsewhere();
        }
    }

    private void assertNothingIsElsewhere() throws IOException {
        assertThat(names(dir)).containsExactlyInAnyOrder("around", "elsewhere", "origin.git");
        assertThat(names(dir.resolve("elsewhere"))).isEmpty();
        assertThat(names(dir.resolve("around"))).containsExactly("deeply");
        assertThat(names(dir.resolve("around/deeply"))).containsExactly("within");
        assertThat(names(dir.resolve("around/deeply/within"))).containsExactly("target");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String gunzip(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
