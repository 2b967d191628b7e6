package io.repobackup.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.restore.Fidelity;
import io.repobackup.api.restore.RestorableContent;
import io.repobackup.api.restore.RestorableSubject;
import io.repobackup.api.restore.RestoreContext;
import io.repobackup.api.restore.RestoreTarget;
import io.repobackup.api.subject.Part;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares what a vault says with what the world was. <i>Confined to one thread.</i> */
final class Audit {

    private final Vault vault;
    private final Path scratch;
    private final Map<Instant, Map<World.Key, Object>> worlds = new HashMap<>();
    private final Set<Seen> proved = new HashSet<>();
    private int restores;

    /** A content of a part that came back as it was. */
    private record Seen(World.Key key, PartContent content) {}

    Audit(Vault vault, Path scratch) {
        this.vault = vault;
        this.scratch = scratch;
    }

    /** What the world is from this moment on. */
    void note(Instant moment, Map<World.Key, Object> world) {
        worlds.put(moment, world);
    }

    /** No damage, and every snapshot holds of each part what the world was when the part was captured. */
    void everythingCommittedIsTrue(Set<World.Key> parts) {
        for (Depth depth : List.of(Depth.DIGESTS, Depth.CONNECTED)) {
            List<Damage> damages = VerifyEngine.builder()
                    .vault(vault)
                    .depth(depth)
                    .parallelism(1)
                    .scratch(scratch)
                    .build()
                    .run()
                    .damages()
                    .toList();
            assertThat(damages).as("damages at depth %s", depth).isEmpty();
        }
        parts.forEach(this::everySnapshotIsTrue);
    }

    /** A report says of no part what its log does not. */
    void theReportIsTrue(BackupReport report, Instant moment, Map<World.Key, Object> world) {
        for (BackupReport.Entry entry : report.entries()) {
            if (entry.outcome() instanceof Outcome.Stored) {
                World.Key key = new World.Key(entry.subject().id(), entry.part());
                assertThat(snapshots(key))
                        .as("%s was stored in run %s", key, report.run())
                        .anyMatch(record -> record.header().run().equals(report.run()) && tells(record, key, moment));
            }
        }
        Set<World.Key> others = new HashSet<>();
        report.entries()
                .forEach(entry -> others.add(new World.Key(entry.subject().id(), entry.part())));
        world.keySet().stream()
                .filter(key -> !others.contains(key))
                .forEach(unchanged -> assertThat(ofHead(unchanged))
                        .as("%s was unchanged in run %s", unchanged, report.run())
                        .isEqualTo(world.get(unchanged)));
    }

    private static boolean tells(LogRecord record, World.Key key, Instant moment) {
        return record.part(key.part())
                .filter(part -> part.outcome().equals("stored"))
                .flatMap(PartRecord::content)
                .filter(content -> content.captured().equals(moment))
                .isPresent();
    }

    /** The newest snapshot of each part is the world as it is. */
    void everythingIsCurrent(Map<World.Key, Object> world) {
        world.forEach((key, state) -> {
            assertThat(ofHead(key)).as("%s is current", key).isEqualTo(state);
            List<LogRecord> all = snapshots(key);
            assertThat(restored(key, all.get(all.size() - 1)))
                    .as("%s comes back", key)
                    .isEqualTo(state);
        });
    }

    /** What the world was when the part of the last snapshot was captured. */
    private Object ofHead(World.Key key) {
        List<LogRecord> all = snapshots(key);
        assertThat(all).as("snapshots of %s", key).isNotEmpty();
        PartRecord part = all.get(all.size() - 1).part(key.part()).orElseThrow();
        return worlds.get(part.content().orElseThrow().captured()).get(key);
    }

    private void everySnapshotIsTrue(World.Key key) {
        for (LogRecord record : snapshots(key)) {
            record.part(key.part())
                    .flatMap(PartRecord::content)
                    .filter(content -> proved.add(new Seen(key, content)))
                    .ifPresent(content -> isTrue(key, record, content));
        }
    }

    private void isTrue(World.Key key, LogRecord record, PartContent content) {
        Object was = worlds.get(content.captured()).get(key);
        Object restored = restored(key, record);
        boolean whole = record.part(key.part()).orElseThrow().outcome().equals("stored");
        if (was instanceof ItemWorld.Items items && !whole) {
            ItemWorld.Items back = (ItemWorld.Items) restored;
            assertThat(back.items()).as("%s of record %s", key, record.number()).isEqualTo(items.items());
            assertThat(items.contents()).containsAll(back.contents());
        } else {
            assertThat(restored).as("%s of record %s", key, record.number()).isEqualTo(was);
        }
    }

    private List<LogRecord> snapshots(World.Key key) {
        try (Stream<LogRecord> records = vault.log(key.subject()).records()) {
            return records.filter(record -> record.kind() == RecordKind.SNAPSHOT)
                    .toList();
        }
    }

    private Object restored(World.Key key, LogRecord record) {
        Taking taking = new Taking(scratch.resolveSibling("restored-" + restores++ + ".git"));
        RestoreEngine.builder()
                .vault(vault)
                .target(taking)
                .snapshot(key.subject(), record.number())
                .parts(key.part())
                .parallelism(1)
                .scratch(scratch)
                .build()
                .run()
                .throwIfFailed();
        return taking.taken;
    }

    /** Takes one part into memory, or looks at it as a repository. */
    private static final class Taking implements RestoreTarget {

        private final Path directory;
        private volatile Object taken = "nothing";

        Taking(Path directory) {
            this.directory = directory;
        }

        @Override
        public Fidelity assess(RestorableSubject subject) {
            return new Fidelity(List.of(), List.of(), List.of());
        }

        @Override
        public OptionalLong freeSpaceInBytes() {
            return OptionalLong.empty();
        }

        @Override
        public void restore(RestorableSubject subject, RestoreContext context) {
            Part part = subject.parts().iterator().next();
            if (subject.gitParts().contains(part)) {
                subject.writeRepository(part, directory);
                taken = GitWorld.whole(directory);
            } else {
                taken = items(subject, part);
            }
        }

        private static ItemWorld.Items items(RestorableSubject subject, Part part) {
            ItemWorld.Items items = new ItemWorld.Items(new TreeMap<>(), new TreeSet<>());
            for (String kind : subject.kinds(part)) {
                try (Stream<byte[]> lines = subject.lines(part, kind)) {
                    lines.map(line -> new String(line, StandardCharsets.UTF_8))
                            .forEach(json -> items.items().put(json.split("\"")[3], json));
                }
            }
            try (Stream<RestorableContent> contents = subject.contents(part)) {
                contents.forEach(content -> {
                    items.contents().add(content.id());
                    assertThat(bytes(subject, content))
                            .isEqualTo(ItemWorld.bytes(
                                    Integer.parseInt(content.id().substring(1))));
                });
            }
            return items;
        }

        private static byte[] bytes(RestorableSubject subject, RestorableContent content) {
            try (InputStream in = subject.content(content)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
