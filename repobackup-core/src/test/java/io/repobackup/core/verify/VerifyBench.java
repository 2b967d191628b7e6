package io.repobackup.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.capture.State;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.backup.BackupEngine;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.StoredMetadata;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.source.InMemorySource;
import io.repobackup.testkit.time.FakeClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A vault in memory with three subjects that hold every kind of file there is: {@code LARGE} with six snapshots, of two
 * parts at three moments, {@code SMALL} with two and {@code TINY} with one. What a test spoils, it repairs.
 */
public final class VerifyBench {

    public static final SubjectId LARGE = id(1);
    public static final SubjectId SMALL = id(2);
    public static final SubjectId TINY = id(3);

    private static final Part ISSUES = new Part("issues");
    private static final Lane LANE = new Lane("api:host.example", 2);

    public final FakeClock clock = FakeClock.create();
    public final InMemoryBlobSink store;
    public final FaultySink sink;
    public final Vault vault;
    public final InMemorySource source = InMemorySource.named("host.example/orgs/acme");
    public final Path dir;
    private final Map<BlobKey, byte[]> spoiled = new HashMap<>();
    private int restores;

    public VerifyBench(Path dir) {
        this(dir, InMemoryBlobSink::on);
    }

    /** A bench with a store of one's own. */
    public VerifyBench(Path dir, Function<Clock, InMemoryBlobSink> store) {
        this.dir = folder(dir);
        this.store = store.apply(clock);
        this.sink = FaultySink.over(this.store);
        this.vault = Vault.openOrCreate(sink, VaultOptions.defaults().withClock(clock));
    }

    /** The bench with all that it is to hold. */
    public static VerifyBench filled(Path dir) {
        return new VerifyBench(dir).fill();
    }

    public VerifyBench fill() {
        return fill(900, 3_000, 120);
    }

    /** The same subjects and moments with little in them: nothing that does not fit into records. */
    public VerifyBench fillWithLittle() {
        return fill(2, 30, 3);
    }

    private VerifyBench fill(int tags, int items, int contents) {
        TestRepository large = repository("large");
        TestRepository small = repository("small");
        small.grow("main", "one");
        large.set("refs/heads/main", large.commit("base"));
        addTags(large, tags);
        for (int moment = 1; moment <= 3; moment++) {
            large.grow("main", "moment " + moment);
            backUp(
                    offer(LARGE, git(large), issues(moment, items, contents)),
                    offer(SMALL, git(small), issues(1, 3, 1)),
                    offer(TINY, issues(1, 2, 0)));
        }
        assertThat(vault.history(LARGE)).as("one for each part and moment").hasSize(6);
        return this;
    }

    public static RepositoryId id(int number) {
        return new RepositoryId("host.example", "" + number);
    }

    public TestRepository repository(String name) {
        return TestRepository.create(dir.resolve(name + ".git"), ObjectFormat.SHA1);
    }

    public void backUp(SubjectOffer... offers) {
        clock.advance(Duration.ofHours(1));
        source.offer(offers);
        BackupEngine.builder()
                .source(source)
                .vault(vault)
                .scratch(dir)
                .parallelism(1)
                .build()
                .run()
                .throwIfFailed();
    }

    public static SubjectOffer offer(SubjectId id, PartOffer... parts) {
        return new SubjectOffer(
                RemoteRepository.builder((RepositoryId) id)
                        .name("acme/repository-" + id.id())
                        .url(URI.create("https://host.example/acme/repository-" + id.id()))
                        .build(),
                List.of(parts));
    }

    public static PartOffer git(TestRepository repository) {
        return PartOffer.git(Part.GIT, GitEndpoint.of(repository.path().toUri()));
    }

    /** Issues that grow by one item with each moment, so many items and contents from the first on. */
    public static PartOffer issues(int moment, int items, int contents) {
        String padding = "x".repeat(items * 25);
        Snapshotter snapshotter = (subject, context) -> {
            if (context.previous().isPresent() && items < 10) {
                return new Captured.Same("nothing new");
            }
            try (var segment = context.segment("issues")) {
                for (int i = context.previous().isEmpty() ? 0 : items + moment; i <= items + moment; i++) {
                    byte[] json = ("{\"number\":" + i + "}").getBytes(StandardCharsets.UTF_8);
                    segment.put("an-id-that-makes-the-set-large-" + i, json);
                }
                segment.commit();
            }
            for (int i = 0; i < contents; i++) {
                context.link(content(i));
            }
            return new Captured.Changed(new State(1, "{\"at\":" + moment + ",\"padding\":\"" + padding + "\"}"));
        };
        return PartOffer.of(ISSUES, LANE, snapshotter)
                .withContent((subject, content) ->
                        new ByteArrayInputStream(("content " + content.id()).getBytes(StandardCharsets.UTF_8)));
    }

    /** A part with one content of this size. */
    public static PartOffer largeContent(int size) {
        Snapshotter snapshotter = (subject, context) -> {
            context.link(content(0));
            return new Captured.Changed(new State(1, "{}"));
        };
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        return PartOffer.of(ISSUES, LANE, snapshotter)
                .withContent((subject, content) -> new ByteArrayInputStream(noise));
    }

    /** The content of a part with nothing in it. */
    public static PartContent withoutSegments(PartContent content) {
        StoredMetadata metadata = (StoredMetadata) content.stored();
        return new PartContent(
                content.captured(), new StoredMetadata(metadata.state(), List.of(), Map.of(), metadata.contents()));
    }

    public VerifyReport verify(Depth depth) {
        return verify(depth, builder -> builder);
    }

    public VerifyReport verify(Depth depth, UnaryOperator<VerifyEngine.Builder> settings) {
        return settings.apply(VerifyEngine.builder().vault(vault).depth(depth).scratch(dir))
                .build()
                .run();
    }

    /** Why a snapshot does not come back; empty when it does. */
    public Optional<RepobackupException> restoreFailure(SubjectId subject, long number) {
        try {
            return restore(subject, number, dir.resolve("restored-" + restores++))
                    .entries()
                    .get(0)
                    .failure();
        } catch (RepobackupException e) {
            return Optional.of(e);
        }
    }

    /** Restores a snapshot as another process would. */
    public RestoreReport restore(SubjectId subject, long number, Path target) {
        return RestoreEngine.builder()
                .vault(Vault.open(sink, VaultOptions.defaults().withClock(clock)))
                .target(DirectoryTarget.into(target))
                .snapshot(subject, number)
                .scratch(dir)
                .build()
                .run();
    }

    public BlobKey record(SubjectId subject, long number) {
        return SubjectKeys.of(subject).record(number);
    }

    /** The keys below a folder that end so. */
    public List<BlobKey> keys(String folder, String suffix) {
        return store.keys().stream()
                .filter(key -> key.text().startsWith(folder) && key.text().endsWith(suffix))
                .toList();
    }

    /** The first key of a subject's blobs that ends so. */
    public BlobKey blob(SubjectId subject, String suffix) {
        return keys("", suffix).stream()
                .filter(key -> key.isUnder(SubjectKeys.of(subject).data())
                        || key.isUnder(SubjectKeys.of(subject).state()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the bench has no " + suffix + " of " + subject));
    }

    public void flip(BlobKey key, int at, int bit) {
        byte[] bytes = store.content(key);
        bytes[at] ^= (byte) (1 << bit);
        put(key, bytes);
    }

    public void put(BlobKey key, byte[] bytes) {
        spoiled.putIfAbsent(key, store.content(key));
        store.tamper(key, bytes);
    }

    public void lose(BlobKey key) {
        spoiled.putIfAbsent(key, store.content(key));
        store.lose(key);
    }

    public void repair() {
        spoiled.forEach(store::tamper);
        spoiled.clear();
        sink.heal();
    }

    private static void addTags(TestRepository repository, int count) {
        String tip = repository.git("rev-parse", "refs/heads/main");
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < count; i++) {
            commands.append("create refs/tags/a-tag-whose-name-is-long-enough-")
                    .append(i)
                    .append(' ')
                    .append(tip)
                    .append('\n');
        }
        RealGit.run(repository.path(), commands.toString().getBytes(StandardCharsets.UTF_8), "update-ref", "--stdin");
    }

    private static ContentRef content(int number) {
        String id = String.format("%04d", number);
        URI from = URI.create("https://host.example/" + "long/".repeat(120) + id);
        return new ContentRef(id, Optional.empty(), OptionalLong.empty(), from);
    }

    private static Path folder(Path dir) {
        try {
            return Files.createDirectories(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is left in a directory. */
    public static List<Path> entries(Path directory) {
        try (var files = Files.list(directory)) {
            return new ArrayList<>(files.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
