package io.repobackup.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.backup.Run;
import io.repobackup.core.backup.Scope;
import io.repobackup.core.vault.Vault;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpEvent;
import io.repobackup.http.HttpRequest;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Stall;
import io.repobackup.testkit.sink.Trigger;
import io.repobackup.testkit.source.InMemorySource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that hangs, wherever it is, ends when it is told to, leaves nothing, and the next one succeeds. */
@org.junit.jupiter.api.Timeout(90)
class HangingTest {

    /** No test waits for so long, unless it fails. */
    private static final long NET_SECONDS = 60;

    /** How a run is told to end. */
    enum Way {
        CANCEL,
        INTERRUPT
    }

    @TempDir
    Path dir;

    private final InMemoryBlobSink store = InMemoryBlobSink.on(java.time.Clock.systemUTC());
    private final FaultySink sink = FaultySink.over(store);
    private final InMemorySource source = InMemorySource.named("test");
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final HttpClient http = HttpClient.builder()
            .listener(event -> {
                if (event instanceof HttpEvent.Waiting || event instanceof HttpEvent.Paused) {
                    hanging.countDown();
                }
            })
            .build();
    private Path scratch;
    private Vault vault;
    private FaultyGitServer server;
    private GitWorld repository;

    @BeforeEach
    void open() throws IOException {
        scratch = Files.createDirectory(dir.resolve("scratch"));
        vault = Vault.openOrCreate(sink);
        server = new FaultyGitServer(dir);
        repository = new GitWorld(dir.resolve("r.git"));
        offer(PartOffer.git(Part.GIT, server.endpoint(repository.path())));
    }

    @AfterEach
    void close() {
        released.countDown();
        server.close();
        http.close();
    }

    private void offer(PartOffer part) {
        RemoteRepository subject = RemoteRepository.builder(new RepositoryId("host.example", "1"))
                .name("acme/one")
                .url(URI.create("https://host.example/acme/one"))
                .build();
        source.offer(new SubjectOffer(subject, List.of(part)));
    }

    private BackupEngine engine(UnaryOperator<BackupEngine.Builder> settings) {
        return settings.apply(BackupEngine.builder()
                        .source(source)
                        .vault(vault)
                        .http(http)
                        .scratch(scratch)
                        .memory(1))
                .build();
    }

    private Stall stall(SinkOperation operation, Trigger trigger) {
        Stall stall = Stall.create();
        sink.inject(operation, trigger, Fault.stall(stall));
        return stall;
    }

    /** Begins, waits until it hangs, ends it, and gives its report. */
    private BackupReport ended(Way way, Runnable awaitHang) throws Exception {
        return ended(way, awaitHang, engine(builder -> builder));
    }

    private static BackupReport ended(Way way, Runnable awaitHang, BackupEngine engine) throws Exception {
        if (way == Way.CANCEL) {
            Run<BackupReport> run = engine.start(Scope.everything());
            awaitHang.run();
            run.cancel();
            return CompletableFuture.supplyAsync(run::join, task -> new Thread(task).start())
                    .get(NET_SECONDS, TimeUnit.SECONDS);
        }
        CompletableFuture<BackupReport> report = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                report.complete(engine.run());
            } catch (RuntimeException | Error e) {
                report.completeExceptionally(e);
            }
        });
        caller.start();
        awaitHang.run();
        caller.interrupt();
        return report.get(NET_SECONDS, TimeUnit.SECONDS);
    }

    private void awaitHanging() {
        try {
            assertThat(hanging.await(NET_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void isCancelledAndGoesOn(BackupReport report) {
        assertThat(report.entries())
                .extracting(BackupReport.Entry::outcome)
                .isEqualTo(List.of(new Outcome.Cancelled()));
        assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        nothingIsLeft();
        sink.heal();
        server.heal();
        BackupReport next = engine(builder -> builder).run();
        assertThat(next.severity()).as("the next run: %s", next).isEqualTo(Severity.OK);
        assertThat(next.counts()).containsEntry("stored", 1L);
        nothingIsLeft();
    }

    private void nothingIsLeft() {
        Threads.assertNoneIsLeft();
        assertThat(store.openUploads()).isZero();
        assertThat(store.openReads()).isZero();
        assertThat(scratch).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aHostThatTakesTheRequestAndSaysNothing(Way way) throws Exception {
        hangingHostIsLeft(way, server.awaitingHangUp(1, 0, hanging));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aHostThatStallsWithinThePack(Way way) throws Exception {
        hangingHostIsLeft(way, server.awaitingHangUp(2, 0.5, hanging));
    }

    private void hangingHostIsLeft(Way way, CountDownLatch closed) throws Exception {
        BackupReport report = ended(way, this::awaitHanging);
        server.releaseStalls();
        assertThat(closed.await(NET_SECONDS, TimeUnit.SECONDS))
                .as("the host sees that the connection is closed")
                .isTrue();
        isCancelledAndGoesOn(report);
    }

    @ParameterizedTest
    @CsvSource({
        "CANCEL, BEGIN",
        "INTERRUPT, BEGIN",
        "CANCEL, WRITE",
        "INTERRUPT, WRITE",
        "CANCEL, COMMIT",
        "INTERRUPT, COMMIT",
    })
    void anUploadThatHangs(Way way, SinkOperation operation) throws Exception {
        isCancelledAndGoesOn(ended(way, stall(operation, Trigger.always())::awaitArrival));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aRecordThatIsNeverAnswered(Way way) throws Exception {
        Stall stall = stall(SinkOperation.PUT, Trigger.matching(key -> key.startsWith("log/")));
        isCancelledAndGoesOn(ended(way, stall::awaitArrival));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aListingOfALogThatHangs(Way way) throws Exception {
        Stall stall = stall(SinkOperation.LIST, Trigger.matching(key -> key.startsWith("log/")));
        isCancelledAndGoesOn(ended(way, stall::awaitArrival));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aReadOfARecordThatHangs(Way way) throws Exception {
        engine(builder -> builder).run().throwIfFailed();
        repository.change(new java.util.Random(1));
        Stall stall = stall(SinkOperation.OPEN, Trigger.matching(key -> key.startsWith("log/")));
        isCancelledAndGoesOn(ended(way, stall::awaitArrival));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aSnapshotterThatHangsInARequest(Way way) throws Exception {
        offer(PartOffer.of(World.ISSUES, new Lane("api:host.example", 1), (subject, context) -> {
            try (var answer =
                    http.send(HttpRequest.get(server.endpoint(repository.path()).url()))) {
                answer.bodyUpTo(1_000);
            }
            try (var segment = context.segment("issues")) {
                segment.put("1", new byte[] {'1'});
                segment.commit();
            }
            return new Captured.Changed(new io.repobackup.api.capture.State(1, "{}"));
        }));
        server.awaitingHangUp(1, 0, hanging);
        BackupReport report = ended(way, this::awaitHanging);
        server.releaseStalls();
        isCancelledAndGoesOn(report);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aWaitThatAHostAskedFor(Way way) throws Exception {
        server.spoil(number -> FaultyGitServer.status(429, "Retry-After", "8"));
        isCancelledAndGoesOn(ended(way, this::awaitHanging));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aRepositoryOfThisMachineWhoseStoreHangs(Way way) throws Exception {
        offer(PartOffer.git(Part.GIT, GitEndpoint.of(repository.path().toUri())));
        isCancelledAndGoesOn(ended(way, stall(SinkOperation.WRITE, Trigger.always())::awaitArrival));
    }

    @Test
    void aCatalogThatHangsCostsAnAlarmOnly() throws Exception {
        Stall stall = stall(SinkOperation.PUT, Trigger.matching(key -> key.startsWith("catalog")));
        BackupReport report = ended(Way.CANCEL, stall::awaitArrival, engine(b -> b.cancelGrace(Duration.ofMillis(50))));
        assertThat(report.counts()).containsEntry("stored", 1L);
        assertThat(report.alarms()).anyMatch(alarm -> alarm.startsWith("The catalog could not be written"));
        nothingIsLeft();
        sink.heal();
        assertThat(engine(builder -> builder).run().severity()).isEqualTo(Severity.OK);
    }

    @Test
    void aBeginningThatHangsIsCancelled() {
        Stall stall = stall(SinkOperation.PUT, Trigger.always());
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ended(Way.INTERRUPT, stall::awaitArrival)))
                .hasCauseInstanceOf(io.repobackup.api.failure.CancelledException.class);
        nothingIsLeft();
    }

    @Test
    void aThreadThatIgnoresInterruptsIsNamedAndLeftBehind() throws Exception {
        offer(PartOffer.of(World.ISSUES, new Lane("api:host.example", 1), (subject, context) -> {
            hanging.countDown();
            boolean over = false;
            while (!over) {
                try {
                    released.await();
                    over = true;
                } catch (InterruptedException e) {
                    // As a native call would.
                }
            }
            return new Captured.Missing("at last");
        }));
        BackupReport report = ended(Way.CANCEL, this::awaitHanging, engine(b -> b.cancelGrace(Duration.ofMillis(50))));
        assertThat(report.counts()).containsExactly(java.util.Map.entry("cancelled", 1L));
        assertThat(report.alarms()).singleElement().asString().contains("repobackup-", "left behind");
        released.countDown();
        nothingIsLeft();
        assertThat(report.counts()).containsExactly(java.util.Map.entry("cancelled", 1L));
    }

    @Test
    void aHostThatStallsInEveryPackIsTriedOnceMoreAndNamed() {
        server.spoil(number -> (exchange, request, whole) -> {
            boolean pack = new String(request, java.nio.charset.StandardCharsets.ISO_8859_1).contains("command=fetch");
            if (pack) {
                server.stallAt(0.5).answer(exchange, request, whole);
            } else {
                FaultyGitServer.properly(exchange, request, whole);
            }
        });
        failsForTheStallTimeoutAfterTwoLooks();
    }

    @Test
    void aSnapshotterThatStallsInEveryRequestIsTriedOnceMoreAndNamed() {
        offer(PartOffer.of(World.ISSUES, new Lane("api:host.example", 1), (subject, context) -> {
            try (var answer =
                    http.send(HttpRequest.get(server.endpoint(repository.path()).url()))) {
                answer.bodyUpTo(1_000_000);
            }
            return new Captured.Missing("the host answered after all");
        }));
        server.spoil(number -> server.stallAt(0.5));
        failsForTheStallTimeoutAfterTwoLooks();
    }

    private void failsForTheStallTimeoutAfterTwoLooks() {
        java.util.concurrent.atomic.AtomicInteger looks = new java.util.concurrent.atomic.AtomicInteger();
        BackupReport report = engine(builder -> builder.stallTimeout(Duration.ofSeconds(1))
                        .listener(event -> {
                            if (event instanceof io.repobackup.api.event.BackupEvent.PartStarted) {
                                looks.incrementAndGet();
                            }
                        }))
                .run();
        assertThat(report.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                failed -> assertThat(failed.cause()).hasMessageContaining("stall timeout")));
        assertThat(looks).hasValue(2);
        nothingIsLeft();
        server.heal();
        source.offer(List.of());
        offer(PartOffer.git(Part.GIT, server.endpoint(repository.path())));
        assertThat(engine(builder -> builder).run().counts()).containsEntry("stored", 1L);
    }

    @Test
    void anUploadThatStallsIsTriedOnceMore() {
        stall(SinkOperation.WRITE, Trigger.always().once());
        BackupReport report =
                engine(builder -> builder.stallTimeout(Duration.ofSeconds(1))).run();
        assertThat(report.counts()).containsEntry("stored", 1L);
        nothingIsLeft();
    }
}
