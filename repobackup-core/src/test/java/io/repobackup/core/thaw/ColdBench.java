package io.repobackup.core.thaw;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.capture.State;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.vault.SinkWith;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.source.InMemorySource;
import io.repobackup.testkit.time.FakeClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Repositories in a store whose large data is cold: the first is small and hot, the others have one large blob each. */
final class ColdBench {

    static final Duration THAW_TAKES = Duration.ofHours(5);
    static final Duration THREE_DAYS = Duration.ofDays(3);

    /** Small for the tests' sake; what is put there is longer. */
    static final long COLD_FROM = 1_000;

    final FakeClock clock;
    final InMemoryBlobSink store;
    final AtomicLong questions = new AtomicLong();
    final List<Long> heard = new ArrayList<>();
    final ThawOptions options;

    private final Path directory;

    ColdBench(Path directory, int repositories) {
        this(directory, repositories, FakeClock.create(), InMemoryBlobSink::on);
    }

    private ColdBench(Path directory, int repositories, FakeClock clock, Function<FakeClock, InMemoryBlobSink> stores) {
        this.directory = directory;
        this.clock = clock;
        this.store = stores.apply(clock).withColdTier(COLD_FROM, THAW_TAKES);
        this.options = ThawOptions.defaults()
                .withColdFrom(COLD_FROM)
                .withPollEvery(Duration.ofHours(1))
                .withSleeper(clock::advance)
                .withListener((blobs, bytes, next) -> heard.add(blobs));
        InMemorySource source = InMemorySource.named("host.example/orgs/acme");
        source.offer(
                IntStream.range(0, repositories).mapToObj(ColdBench::repository).toList());
        Vault vault = Vault.openOrCreate(store, VaultOptions.defaults().withClock(clock));
        BackupEngine.builder().source(source).vault(vault).build().run().throwIfFailed();
    }

    /** The same in a store that keeps versions. */
    static ColdBench versioned(Path directory, int repositories) {
        return new ColdBench(directory, repositories, FakeClock.create(), InMemoryBlobSink::versioned);
    }

    static RepositoryId id(int number) {
        return new RepositoryId("host.example", "" + number);
    }

    RestoreEngine engine() {
        return engine(counting());
    }

    /** An engine for a store that thaws in another way. */
    RestoreEngine engine(Thaw thaw) {
        return RestoreEngine.builder()
                .vault(Vault.open(
                        SinkWith.facet(store, thaw), VaultOptions.defaults().withClock(clock)))
                .target(DirectoryTarget.into(directory.resolve("restored")))
                .thaw(options)
                .clock(clock)
                .build();
    }

    Thaw thaw() {
        return store.facet(Thaw.class).orElseThrow();
    }

    Path file(int number) {
        return directory.resolve("restored/acme/repository-" + number + "/issues/issues.jsonl");
    }

    Instant now() {
        return clock.instant();
    }

    private Thaw counting() {
        return new Thaw() {
            @Override
            public Temperature temperature(StoredBlob blob) {
                questions.incrementAndGet();
                return ColdBench.this.thaw().temperature(blob);
            }

            @Override
            public void thaw(StoredBlob blob, Duration readableFor) {
                ColdBench.this.thaw().thaw(blob, readableFor);
            }
        };
    }

    private static SubjectOffer repository(int number) {
        RemoteRepository repository = RemoteRepository.builder(id(number))
                .name("acme/repository-" + number)
                .url(URI.create("https://host.example/" + number))
                .build();
        Snapshotter issues = (subject, context) -> {
            try (var segment = context.segment("issues")) {
                IntStream.range(0, number == 0 ? 1 : 400).forEach(item -> segment.put("" + item, noise(number, item)));
                segment.commit();
            }
            return new Captured.Changed(new State(1, "{}"));
        };
        return new SubjectOffer(
                repository, List.of(PartOffer.of(new Part("issues"), new Lane("api:host.example", 2), issues)));
    }

    /** Hardly compressible. */
    private static byte[] noise(int number, int item) {
        return ("{\"n\":" + (item + 7L) * (number + 3) * 2_654_435_761L % 1_000_000_007L + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
