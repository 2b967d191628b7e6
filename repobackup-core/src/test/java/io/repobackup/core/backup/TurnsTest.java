package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.State;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.vault.Vault;
import io.repobackup.http.AnswerReader;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpEvent;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.limit.LimitRule;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.source.InMemorySource;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Lane LANE = new Lane("api:host.example:acme", 1);
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final FakeClock clock = FakeClock.create();
    private final List<BackupEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger refusals = new AtomicInteger(1);
    private com.sun.net.httpserver.HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = com.sun.net.httpserver.HttpServer.create(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                boolean refused = refusals.getAndDecrement() > 0;
                exchange.getResponseHeaders().set("Retry-After", "3000");
                exchange.sendResponseHeaders(refused ? 429 : 200, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private HttpClient client(LimitRule rule) {
        return HttpClient.builder()
                .clock(clock)
                .limits(rule)
                .sleeper(clock::advance)
                .build();
    }

    /** A source whose adapter knows nothing of limits, run by an engine with the same client. */
    private BackupReport run(HttpClient http) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/issues");
        InMemorySource source = InMemorySource.named("test");
        source.offer(List.of(new SubjectOffer(
                RemoteRepository.builder(new RepositoryId("host.example", "7"))
                        .name("acme/tool")
                        .url(URI.create("https://host.example/acme/tool"))
                        .build(),
                List.of(PartOffer.of(new Part("issues"), LANE, (subject, context) -> {
                    http.read(HttpRequest.get(url).withCredentials(CredentialsProvider.none()), AnswerReader.bytes(10));
                    return new Captured.Changed(new State(1, "{}"));
                })))));
        return BackupEngine.builder()
                .source(source)
                .vault(Vault.openOrCreate(InMemoryBlobSink.on(clock)))
                .http(http)
                .clock(clock)
                .listener(events::add)
                .build()
                .run();
    }

    @Test
    void aLimitIsSeenAsAWaitingLaneWithItsEnd() {
        try (HttpClient http = client(LimitRule.standard())) {
            BackupReport report = run(http);

            assertThat(report.counts()).containsEntry("stored", 1L);
        }
        assertThat(events)
                .filteredOn(BackupEvent.Waiting.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    BackupEvent.Waiting waiting = (BackupEvent.Waiting) event;
                    assertThat(waiting.lane()).isEqualTo(LANE);
                    assertThat(waiting.at()).isEqualTo(NOON);
                    assertThat(waiting.until()).isBetween(NOON.plusSeconds(3_000), NOON.plusSeconds(3_001));
                    assertThat(waiting.why()).contains("secondary limit");
                });
    }

    @Test
    void aLimitThatIsNotWaitedForEndsThePartAsDeferred() {
        try (HttpClient http = client(LimitRule.standard().withLongestWait(Duration.ofMinutes(1)))) {
            BackupReport report = run(http);

            assertThat(report.notUnchanged())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.outcome())
                            .isInstanceOfSatisfying(
                                    Outcome.Deferred.class,
                                    deferred -> assertThat(deferred.until()).isEqualTo(NOON.plusSeconds(3_000))));
        }
        assertThat(events).noneMatch(BackupEvent.Waiting.class::isInstance);
    }

    @Test
    void whoWaitsForAHostDoesNotStandStill() {
        AtomicLong nanos = new AtomicLong();
        StallWatch stalls = new StallWatch(Duration.ofMinutes(15), nanos::get);
        Turns turns = new Turns(new Events(events::add, clock), stalls);
        try (StallWatch.Beat beat = stalls.begin()) {
            turns.on(paused(Duration.ofHours(1)));
            nanos.set(Duration.ofMinutes(74).toNanos());
            stalls.look();
            assertThat(beat.isStalled()).isFalse();

            nanos.set(Duration.ofMinutes(76).toNanos());
            stalls.look();
            assertThat(beat.isStalled()).isTrue();
        }
    }

    @Test
    void aWaitIsToldOnceForItsLaneAndNotWhenItIsShort() {
        StallWatch stalls = new StallWatch(Duration.ofMinutes(15), System::nanoTime);
        Turns turns = new Turns(new Events(events::add, clock), stalls);
        turns.on(paused(Duration.ofSeconds(4)));
        assertThat(events).isEmpty();

        turns.on(paused(Duration.ofSeconds(60)));
        turns.on(paused(Duration.ofSeconds(61)));
        assertThat(events).hasSize(1);
        turns.on(paused(Duration.ofSeconds(120)));
        assertThat(events).hasSize(2);
        assertThat(((BackupEvent.Waiting) events.get(0)).lane().key()).isEqualTo("credential:acme");
    }

    private static HttpEvent.Paused paused(Duration wait) {
        return new HttpEvent.Paused(NOON, "GET", "https://host.example/", "acme", NOON.plus(wait), "a limit");
    }
}
