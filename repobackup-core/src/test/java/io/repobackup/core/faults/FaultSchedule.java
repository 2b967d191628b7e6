package io.repobackup.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.outcome.Severity;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.backup.Run;
import io.repobackup.core.backup.Scope;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.WorkerKeys;
import io.repobackup.http.HttpClient;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.source.InMemorySource;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small world, some runs with changes and faults between them, and one without faults: all drawn from one seed. What
 * each run leaves is compared with what the world was. <i>Used once, by one thread.</i>
 */
final class FaultSchedule {

    /** Where git repositories are reached. */
    enum Reach {
        NO_GIT,
        PATHS,
        HTTP
    }

    /**
     * No run may ask the store for more than this, for each part. A small file is sent up to 4 times, a commit too, and
     * a part is taken up to twice; nothing multiplies beyond that.
     */
    static final long SINK_CALLS_PER_PART = 100;

    /**
     * No run may ask a host for more than this, for each git part: refs and at most three packs (two goes and a step),
     * each sent up to 4 times, and all of it twice.
     */
    static final long REQUESTS_PER_PART = 2 * (1 + 3) * 4;

    private final long seed;
    private final Reach reach;
    private final Random random;
    private final Count count;
    private final Path scratch;
    private final FakeClock clock = FakeClock.create();
    private final InMemoryBlobSink store = InMemoryBlobSink.on(clock);
    private final FaultySink sink = FaultySink.over(store);
    private final InMemorySource source = InMemorySource.named("host.example/orgs/acme");
    private final Mishaps mishaps = new Mishaps();
    private final World world;
    private final @Nullable FaultyGitServer server;
    private final List<String> story = new ArrayList<>();

    FaultSchedule(long seed, Reach reach, Path directory, Count count) {
        this.seed = seed;
        this.reach = reach;
        this.random = new Random(seed);
        this.count = count;
        this.scratch = directory.resolve("scratch");
        Path host = directory.resolve("host");
        try {
            Files.createDirectories(scratch);
            Files.createDirectories(host);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        this.server = reach == Reach.HTTP ? new FaultyGitServer(host) : null;
        this.world = new World(random, host, mishaps, reach == Reach.NO_GIT ? 0 : 0.7);
    }

    /** Fails with the seed and all that happened. */
    void run() {
        try {
            Vault vault = Vault.openOrCreate(
                    WorkerKeys.withoutDataKey(sink), VaultOptions.defaults().withClock(clock));
            Audit audit = new Audit(Vault.open(store, VaultOptions.defaults().withClock(clock)), scratch);
            for (int runs = 1 + random.nextInt(3); runs > 0; runs--) {
                step(vault, audit, true);
            }
            step(vault, audit, false);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(this + " fails; run it alone with its seed:\n" + String.join("\n", story), e);
        } finally {
            if (server != null) {
                server.close();
            }
        }
    }

    private void step(Vault vault, Audit audit, boolean faults) {
        clock.advance(Duration.ofHours(1));
        world.change(random);
        source.offer(world.offers(endpoints()));
        Map<World.Key, Object> now = world.now();
        audit.note(clock.instant(), now);
        long calls = calls();
        int requests = server == null ? 0 : server.requests();
        Map<World.Key, Integer> endings = Collections.synchronizedMap(new HashMap<>());
        Optional<BackupReport> report;
        // Each run is a process of its own: what one was told to wait for is not known to the next.
        try (HttpClient http =
                HttpClient.builder().sleeper(wait -> count.one("waits")).build()) {
            report = backUp(vault, http, faults, endings);
        }
        heal();
        long sinkCalls = (calls() - calls) / now.size();
        long sent = (server == null ? 0 : server.requests() - requests);
        count.most("most sink calls per part", sinkCalls);
        count.most("most requests", sent);
        assertThat(sinkCalls).as("calls of the sink").isLessThanOrEqualTo(SINK_CALLS_PER_PART);
        assertThat(sent).as("requests").isLessThanOrEqualTo(REQUESTS_PER_PART * now.size());
        assertThat(endings.values()).as("endings of each part").allMatch(times -> times == 1);
        nothingIsLeft();
        audit.everythingCommittedIsTrue(now.keySet());
        report.ifPresent(ended -> {
            assertThat(endings.keySet()).isEqualTo(now.keySet());
            assertThat(ended.counts().values().stream().mapToLong(n -> n).sum()).isEqualTo(now.size());
            audit.theReportIsTrue(ended, clock.instant(), now);
        });
        if (!faults) {
            assertThat(report.orElseThrow().severity())
                    .as("a run without faults: %s", report)
                    .isEqualTo(Severity.OK);
            audit.everythingIsCurrent(now);
        }
        nothingIsLeft();
    }

    private Optional<BackupReport> backUp(
            Vault vault, HttpClient http, boolean faults, Map<World.Key, Integer> endings) {
        BackupEngine.Builder builder = BackupEngine.builder()
                .source(source)
                .vault(vault)
                .http(http)
                .scratch(scratch)
                .memory(random.nextBoolean() ? 1 : 1 << 20)
                .parallelism(1 + random.nextInt(3))
                .listener(event -> {
                    if (event instanceof BackupEvent.PartEnded ended) {
                        endings.merge(new World.Key(ended.subject().id(), ended.part()), 1, Integer::sum);
                    }
                    mishaps.strike("listener");
                });
        if (!faults) {
            return Optional.of(builder.build().run());
        }
        Run<BackupReport> run =
                begin(builder.stallTimeout(Duration.ofMillis(40)).build());
        try {
            BackupReport report = run.join();
            story.add("  ended with " + report.counts() + " " + report.alarms());
            count.one("runs under faults that ended with a report");
            return Optional.of(report);
        } catch (RepobackupException e) {
            story.add("  failed with " + e);
            count.one("runs under faults that failed as a whole");
            return Optional.empty();
        }
    }

    /** Injects faults and begins; a run may be cancelled by one of its own calls. */
    private Run<BackupReport> begin(BackupEngine engine) {
        story.add("run");
        SinkFaults sinkFaults = new SinkFaults(random, count);
        for (int i = random.nextInt(4); i > 0; i--) {
            story.add("  " + sinkFaults.inject(sink));
        }
        if (server != null && random.nextInt(4) > 0) {
            story.add("  " + new HostFaults(random, count, server).inject());
        }
        Cancelling cancelling = new Cancelling();
        if (random.nextInt(8) == 0) {
            int at = 1 + random.nextInt(60);
            story.add("  cancelled at call " + at);
            for (SinkOperation operation : SinkOperation.values()) {
                sink.inject(operation, cancelling.at(at), io.repobackup.testkit.sink.Fault.doneButUnknown());
            }
        }
        if (random.nextInt(3) == 0) {
            story.add("  " + mishap());
        }
        Run<BackupReport> run = engine.start(Scope.everything());
        cancelling.run = run;
        return run;
    }

    private String mishap() {
        String place =
                List.of("snapshotter", "snapshotter", "content", "listener").get(random.nextInt(4));
        int at = 1 + random.nextInt(6);
        boolean lasting = random.nextInt(4) == 0;
        int kind = random.nextInt(5);
        Runnable effect = () -> {
            count.one("mishap of a " + place + ": " + kind);
            switch (kind) {
                case 0 -> throw new UnavailableException("the host is away");
                case 1 -> throw new AssertionError("an engine that is killed");
                case 2 -> throw new IllegalArgumentException("a bug of the adapter");
                case 3 -> throw new OutOfMemoryError("as a test wants");
                default -> mishaps.breakStreams();
            }
        };
        mishaps.plan(new Mishaps.Mishap(place, at, lasting, effect));
        return "mishap " + kind + " of a " + place + " at " + at + (lasting ? " and on" : "");
    }

    private void heal() {
        sink.heal();
        mishaps.heal();
        if (server != null) {
            server.heal();
        }
    }

    private void nothingIsLeft() {
        assertThat(store.openUploads()).as("open uploads").isZero();
        assertThat(store.openReads()).as("open streams").isZero();
        Threads.assertNoneIsLeft();
        try (Stream<Path> files = Files.list(scratch)) {
            assertThat(files).as("scratch").isEmpty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private long calls() {
        return Stream.of(SinkOperation.values()).mapToLong(sink::calls).sum();
    }

    private Function<Path, GitEndpoint> endpoints() {
        return server == null ? path -> GitEndpoint.of(path.toUri()) : server::endpoint;
    }

    @Override
    public String toString() {
        return "Schedule " + seed + " with " + reach;
    }

    /** Cancels at one of many calls, and spoils none. */
    private final class Cancelling {

        private final AtomicInteger calls = new AtomicInteger();
        private volatile @Nullable Run<BackupReport> run;

        io.repobackup.testkit.sink.Trigger at(int call) {
            return key -> {
                Run<BackupReport> begun = run;
                if (calls.incrementAndGet() == call && begun != null) {
                    count.one("cancelled");
                    begun.cancel();
                }
                return false;
            };
        }
    }
}
