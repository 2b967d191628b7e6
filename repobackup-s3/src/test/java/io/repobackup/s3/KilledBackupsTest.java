package io.repobackup.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.Uploads;
import io.repobackup.api.sink.Uploads.Unfinished;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.s3.Front.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that back up into a bucket and are killed while a request is on its way: the next run succeeds, what is left of
 * uploads is found and removed, and what comes back is the source.
 */
class KilledBackupsTest {

    private static final int MORE_THAN_A_PART = PartPlan.SMALLEST + (1 << 20);

    @TempDir
    Path directory;

    private final Random random = new Random(50);
    private final String bucket = S3ProxyServer.running().newBucket();
    private final Front front = Front.of(S3ProxyServer.running().endpoint());
    private Path repository;
    private int kills;

    @BeforeEach
    void create() throws Exception {
        repository = Files.createDirectories(directory.resolve("host/project"));
        git(repository, "init", "--quiet", "--initial-branch=main");
        change();
    }

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void aKillWhilePartsAreSentOrCompletedOrARecordIsPutLosesNothing() throws Exception {
        kill(request -> request.target().contains("partNumber=2"));
        assertThat(leftovers()).isNotEmpty();
        kill(request -> request.method().equals("POST") && request.target().contains("uploadId="));
        kill(request -> request.method().equals("PUT") && request.target().contains("/log/"));
        assertThat(kills).isEqualTo(3);
        assertSound();
    }

    @Test
    @Tag("long")
    void fiftyKillsLoseNothing() throws Exception {
        KillableBackup.run(arguments());
        int left = 0;
        while (kills < 50) {
            change();
            int most = 1 + random.nextInt(30);
            AtomicInteger count = new AtomicInteger();
            kill(request -> count.incrementAndGet() == most);
            if (random.nextInt(8) == 0) {
                left += leftovers().size();
                assertSound();
            }
        }
        left += leftovers().size();
        assertSound();
        assertThat(left).isPositive();
    }

    /** Starts a process, and kills it when it sends such a request; whether the store hears of it is left to chance. */
    private void kill(Predicate<Request> when) throws Exception {
        CompletableFuture<Process> started = new CompletableFuture<>();
        AtomicInteger killed = new AtomicInteger();
        front.next(
                1,
                request -> killed.get() == 0 && started.join().isAlive() && when.test(request),
                (request, in, out, same) -> {
                    boolean heard = random.nextBoolean();
                    if (heard) {
                        Acts.loseAnswer().on(request, in, out, same);
                    }
                    started.join().destroyForcibly();
                    killed.incrementAndGet();
                });
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KillableBackup.class.getName()));
        command.addAll(List.of(arguments()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        started.complete(process);
        process.waitFor();
        kills += killed.getAndSet(1);
    }

    private void assertSound() throws Exception {
        assertThat(KillableBackup.run(arguments())).as("after %d kills", kills).isEqualTo(Severity.OK);
        try (S3BlobSink sink = KillableBackup.sink(front.endpoint().toString(), bucket)) {
            Uploads uploads = sink.facet(Uploads.class).orElseThrow();
            leftovers().forEach(uploads::abort);
            assertThat(leftovers()).isEmpty();
            Vault vault = Vault.open(sink);
            assertThat(VerifyEngine.builder()
                            .vault(vault)
                            .depth(Depth.DIGESTS)
                            .build()
                            .run()
                            .damages())
                    .isEmpty();
            Path restored = directory.resolve("restored-" + kills);
            RestoreEngine.builder()
                    .vault(vault)
                    .target(DirectoryTarget.into(restored))
                    .scratch(directory)
                    .build()
                    .run()
                    .throwIfFailed();
            Path back = bareRepositoryBelow(restored);
            assertThat(git(back, "show-ref")).isEqualTo(git(repository, "show-ref"));
            assertThat(git(back, "fsck", "--full", "--strict")).isEmpty();
        }
    }

    private List<Unfinished> leftovers() {
        try (S3BlobSink sink = KillableBackup.sink(front.endpoint().toString(), bucket);
                Stream<Unfinished> left = sink.facet(Uploads.class)
                        .orElseThrow()
                        .unfinished(Instant.now().plus(Duration.ofHours(1)))) {
            return left.toList();
        }
    }

    private String[] arguments() {
        return new String[] {front.endpoint().toString(), bucket, repository.toString(), directory.toString()};
    }

    private void change() throws Exception {
        byte[] noise = new byte[MORE_THAN_A_PART];
        random.nextBytes(noise);
        Files.write(repository.resolve("file"), noise);
        git(repository, "add", "file");
        git(repository, "-c", "user.name=n", "-c", "user.email=e@x", "commit", "--quiet", "-m", "change");
    }

    private static Path bareRepositoryBelow(Path restored) throws IOException {
        try (Stream<Path> files = Files.walk(restored)) {
            return files.filter(file -> file.endsWith("packed-refs"))
                    .map(Path::getParent)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String git(Path folder, String... arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("%s", command).isZero();
        return output;
    }
}
