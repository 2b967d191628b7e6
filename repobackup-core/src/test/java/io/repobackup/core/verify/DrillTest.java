package io.repobackup.core.verify;

import static io.repobackup.core.verify.VerifyBench.SMALL;
import static io.repobackup.core.verify.VerifyBench.git;
import static io.repobackup.core.verify.VerifyBench.issues;
import static io.repobackup.core.verify.VerifyBench.offer;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.git.server.RealGit;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.StoredLines;
import io.repobackup.core.vault.StoredMetadata;
import io.repobackup.core.vault.key.Ulid;
import io.repobackup.core.vault.run.DrillEntry;
import io.repobackup.core.vault.run.DrillReport;
import io.repobackup.core.verify.Damage.Kind;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrillTest {

    @TempDir
    Path dir;

    @TempDir
    Path scratch;

    private VerifyReport drill(VerifyBench bench) {
        VerifyReport report = bench.verify(Depth.DRILL, builder -> builder.scratch(scratch));
        assertThat(VerifyBench.entries(scratch)).as("left in scratch").isEmpty();
        return report;
    }

    private static DrillEntry onlyEntry(VerifyReport report) {
        assertThat(report.entries()).hasSize(1);
        return report.entries().get(0).drill().orElseThrow();
    }

    private static long count(TestRepository repository) {
        return Long.parseLong(repository.git("rev-list", "--objects", "--all", "--count"));
    }

    @ParameterizedTest
    @EnumSource(ObjectFormat.class)
    void whatComesBackAsRecordedPassesAndIsWrittenDown(ObjectFormat format) {
        VerifyBench bench = new VerifyBench(dir);
        TestRepository repository = TestRepository.create(dir.resolve("a.git"), format);
        for (int moment = 1; moment <= 3; moment++) {
            repository.tag("v" + moment, "commit", repository.grow("main", "moment " + moment));
            bench.backUp(offer(SMALL, git(repository), issues(moment, 20, 2)));
        }
        VerifyReport report = drill(bench);
        report.throwIfFailed();
        assertThat(report.severity()).isEqualTo(Severity.OK);
        DrillEntry entry = onlyEntry(report);
        assertThat(entry.result()).isEqualTo(Severity.OK);
        assertThat(entry.snapshot()).isEqualTo(6);
        assertThat(entry.time()).isEqualTo(bench.vault.history(SMALL).get(5).time());
        assertThat(entry.objects()).isEqualTo(count(repository));
        assertThat(entry.items()).isEqualTo(24 + 2);
        assertThat(entry.bytes()).isPositive();
        DrillReport stored = bench.vault
                .drills()
                .report(new Ulid(report.drill().orElseThrow()))
                .orElseThrow();
        assertThat(stored.entries()).containsExactly(entry);
        assertThat(stored.severity()).isEqualTo(Severity.OK);
        try (var drills = bench.vault.drills().all();
                var runs = bench.vault.runs().all()) {
            assertThat(drills).containsExactly(stored.run());
            assertThat(runs).hasSize(3).doesNotContain(stored.run());
        }
        assertThat(bench.verify(Depth.DIGESTS).damages()).isEmpty();
    }

    @Test
    void whatLiesInAColdTierIsNoFailureAndNotProved() {
        VerifyBench bench = VerifyBench.filled(dir);
        bench.sink.inject(
                SinkOperation.OPEN,
                Trigger.matching(key -> key.endsWith(".bundle")),
                Fault.error(() -> new FrozenException("in the archive", "a.bundle")));
        VerifyReport report = drill(bench);
        assertThat(report.damages()).isNotEmpty().extracting(Damage::kind).containsOnly(Kind.FROZEN);
        assertThat(report.damages())
                .allSatisfy(damage -> assertThat(damage.found()).contains("cold tier"));
        assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        assertThat(bench.vault
                        .drills()
                        .report(new Ulid(report.drill().orElseThrow()))
                        .orElseThrow()
                        .severity())
                .isEqualTo(Severity.INCOMPLETE);
    }

    @Test
    void anEarlierMomentComesBackWhenItIsAskedFor() {
        VerifyBench bench = new VerifyBench(dir);
        TestRepository repository = bench.repository("a");
        repository.grow("main", "one");
        bench.backUp(offer(SMALL, git(repository)));
        Instant first = bench.clock.instant();
        long objects = count(repository);
        repository.grow("main", "two");
        bench.backUp(offer(SMALL, git(repository)));
        VerifyReport report = bench.verify(Depth.DRILL, builder -> builder.asOf(first));
        assertThat(onlyEntry(report).snapshot()).isEqualTo(1);
        assertThat(onlyEntry(report).objects()).isEqualTo(objects);
        VerifyReport before = bench.verify(Depth.DRILL, builder -> builder.asOf(first.minusSeconds(60)));
        assertThat(before.entries().get(0).drill()).isEmpty();
        assertThat(before.drill()).isEmpty();
    }

    @Test
    void aHistoryThatFailsFsckPasses() {
        VerifyBench bench = new VerifyBench(dir);
        TestRepository repository = bench.repository("old");
        ObjectId blob = repository.blob("content");
        byte[] tree = tree("040000 folder", repository.tree("inner"), "100644 file", blob, "0100644 file", blob);
        String treeId =
                RealGit.run(repository.path(), tree, "hash-object", "-t", "tree", "-w", "--literally", "--stdin");
        String text =
                "tree " + treeId + "\nauthor nobody <> never\ncommitter <a@b 99999999999999999999 +51800\n\nold\n";
        String commit = RealGit.run(
                repository.path(),
                text.getBytes(StandardCharsets.UTF_8),
                "hash-object",
                "-t",
                "commit",
                "-w",
                "--literally",
                "--stdin");
        repository.set("refs/heads/main", new ObjectId(commit));
        assertThat(RealGit.attempt(repository.path(), new byte[0], "fsck", "--full")
                        .status())
                .isNotZero();
        bench.backUp(offer(SMALL, git(repository)));
        VerifyReport report = drill(bench);
        assertThat(report.damages()).isEmpty();
        assertThat(onlyEntry(report).result()).isEqualTo(Severity.OK);
        assertThat(onlyEntry(report).objects()).isEqualTo(7);
    }

    @Test
    void aDamagedPackFailsTheDrillWithItsKeyAndIsWrittenDown() {
        VerifyBench bench = new VerifyBench(dir);
        TestRepository repository = bench.repository("a");
        repository.grow("main", "one");
        bench.backUp(offer(SMALL, git(repository)));
        BlobKey bundle = bench.blob(SMALL, ".bundle");
        bench.flip(bundle, bench.store.content(bundle).length - 30, 1);
        VerifyReport report = drill(bench);
        assertThat(report.damages()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Kind.DRILL_FAILED);
            assertThat(damage.key()).isEqualTo(bundle);
            assertThat(damage.harms()).hasSize(1);
        });
        DrillReport stored = bench.vault
                .drills()
                .report(new Ulid(report.drill().orElseThrow()))
                .orElseThrow();
        assertThat(stored.severity()).isEqualTo(Severity.FAILED);
        assertThat(stored.entries().get(0).notes()).singleElement().asString().contains(bundle.text());
    }

    @Test
    void itemsThatTheRecordKnowsAndThatDoNotComeBackFailTheDrill() {
        VerifyBench bench = new VerifyBench(dir);
        bench.backUp(offer(SMALL, issues(1, 5, 0)));
        CraftedRecords.append(bench, SMALL, part -> {
            StoredMetadata metadata = (StoredMetadata) part.stored();
            var ids = metadata.ids().get("issues");
            var more = new StoredLines<>(
                    ids.base(),
                    Stream.concat(ids.put().stream(), Stream.of("zz")).toList(),
                    ids.removed());
            return new PartContent(
                    part.captured(),
                    new StoredMetadata(
                            metadata.state(), metadata.segments(), Map.of("issues", more), metadata.contents()));
        });
        VerifyReport report = drill(bench);
        assertThat(report.damages()).extracting(Damage::kind).containsExactly(Kind.DRILL_FAILED);
        assertThat(onlyEntry(report).notes()).singleElement().asString().contains("7 issues came back");
    }

    @Test
    void aSampleOfTheSubjectsIsDrilledAndTogetherTheSamplesAreAll() {
        VerifyBench bench = new VerifyBench(dir);
        List<SubjectOffer> offers = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            offers.add(offer(VerifyBench.id(i), issues(1, 2, 0)));
        }
        bench.backUp(offers.toArray(SubjectOffer[]::new));
        Set<SubjectId> drilled = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            int index = i;
            bench.verify(Depth.DRILL, builder -> builder.sample(index, 3)).entries().stream()
                    .filter(entry -> entry.drill().isPresent())
                    .forEach(entry -> assertThat(drilled.add(entry.subject())).isTrue());
        }
        assertThat(drilled).hasSize(6);
    }

    @Test
    void aScratchDirectoryThatCannotBeUsedIsNoDamageOfTheVault() {
        VerifyBench bench = new VerifyBench(dir);
        bench.backUp(offer(SMALL, issues(1, 2, 0)));
        VerifyReport report = bench.verify(Depth.DRILL, builder -> builder.scratch(dir.resolve("absent")));
        assertThat(report.damages()).extracting(Damage::kind).containsExactly(Kind.UNREADABLE);
        assertThat(onlyEntry(report).result()).isEqualTo(Severity.FAILED);
    }

    private static byte[] tree(Object... modesAndIds) {
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        for (int i = 0; i < modesAndIds.length; i += 2) {
            tree.writeBytes(((String) modesAndIds[i] + '\0').getBytes(StandardCharsets.UTF_8));
            tree.writeBytes(((ObjectId) modesAndIds[i + 1]).bytes());
        }
        return tree.toByteArray();
    }
}
