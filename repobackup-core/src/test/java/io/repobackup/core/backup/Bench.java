package io.repobackup.core.backup;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.capture.State;
import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.WorkerKeys;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.source.InMemorySource;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A vault in memory, a source and an engine on it, for tests of runs. */
final class Bench {

    static final Part ISSUES = new Part("issues");
    static final Part LABELS = new Part("labels");
    static final Lane LANE = new Lane("api:host.example", 2);

    final FakeClock clock = FakeClock.create();
    final InMemoryBlobSink store = InMemoryBlobSink.on(clock);
    final FaultySink sink = FaultySink.over(store);
    final InMemorySource source = InMemorySource.named("host.example/orgs/acme");
    final Vault vault = Vault.openOrCreate(sink, VaultOptions.defaults().withClock(clock));
    private final Vault writers =
            Vault.open(WorkerKeys.withoutDataKey(sink), VaultOptions.defaults().withClock(clock));
    final List<BackupEvent> events = Collections.synchronizedList(new ArrayList<>());

    BackupEngine engine() {
        return engine(builder -> builder);
    }

    BackupEngine engine(UnaryOperator<BackupEngine.Builder> settings) {
        return settings.apply(
                        BackupEngine.builder().source(source).vault(writers).listener(events::add))
                .build();
    }

    static RepositoryId id(int number) {
        return new RepositoryId("host.example", "" + number);
    }

    static SubjectOffer repository(int number, PartOffer... parts) {
        return renamed(number, "acme/repository-" + number, parts);
    }

    static SubjectOffer renamed(int number, String name, PartOffer... parts) {
        RemoteRepository repository = RemoteRepository.builder(id(number))
                .name(name)
                .url(URI.create("https://host.example/" + name))
                .build();
        return new SubjectOffer(repository, List.of(parts));
    }

    static PartOffer issues(Snapshotter snapshotter) {
        return PartOffer.of(ISSUES, LANE, snapshotter);
    }

    /** Puts these items of kind issues, and the state {@code {"at":at}}. */
    static Snapshotter putting(int at, Map<String, String> items) {
        return (subject, context) -> {
            put(context, items);
            return new Captured.Changed(state(at));
        };
    }

    static void put(PartContext context, Map<String, String> items) {
        try (var segment = context.segment("issues")) {
            items.forEach((id, json) -> segment.put(id, json.getBytes(StandardCharsets.UTF_8)));
            segment.commit();
        }
    }

    static State state(int at) {
        return new State(1, "{\"at\":" + at + "}");
    }

    RestoreReport restore(Path directory) {
        return restore(directory, builder -> builder);
    }

    RestoreReport restore(Path directory, UnaryOperator<RestoreEngine.Builder> settings) {
        return settings.apply(RestoreEngine.builder().vault(vault).clock(clock).target(DirectoryTarget.into(directory)))
                .build()
                .run();
    }

    /** The lines of a file of a restore of everything as of a moment. */
    List<String> restored(Path directory, Instant moment, String file) {
        RestoreEngine.builder()
                .vault(vault)
                .target(DirectoryTarget.into(directory))
                .asOf(moment)
                .build()
                .run()
                .throwIfFailed();
        try {
            return Files.readAllLines(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
