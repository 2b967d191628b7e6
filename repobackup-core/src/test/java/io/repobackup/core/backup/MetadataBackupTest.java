package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.put;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.repository;
import static io.repobackup.core.backup.Bench.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentReader;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.RecordKind;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataBackupTest {

    private static final String FILE = "acme/repository-1/issues/issues.jsonl";

    @TempDir
    Path dir;

    private final Bench bench = new Bench();

    private BackupReport run(Snapshotter snapshotter) {
        bench.source.offer(repository(1, issues(snapshotter)));
        bench.clock.advance(Duration.ofHours(1));
        return bench.engine().run();
    }

    private Outcome outcome(BackupReport report) {
        assertThat(report.entries()).hasSize(1);
        return report.entries().get(0).outcome();
    }

    @Nested
    class Increments {

        @Test
        void everyMomentComesBackAsItWas() {
            run(putting(1, Map.of("1", "{\"t\":\"one\"}", "2", "{\"t\":\"two\"}")));
            Instant first = bench.clock.instant();
            run((subject, context) -> {
                assertThat(context.previous()).hasValue(state(1));
                assertThat(context.knownIds("issues")).containsExactlyInAnyOrder("1", "2");
                try (var segment = context.segment("issues")) {
                    segment.put("2", "{\"t\":\"TWO\"}".getBytes(StandardCharsets.UTF_8));
                    segment.remove("1");
                    segment.put("3", "{\"t\":\"three\"}".getBytes(StandardCharsets.UTF_8));
                    segment.commit();
                }
                return new Captured.Changed(state(2));
            });
            assertThat(bench.restored(dir.resolve("a"), first, FILE))
                    .containsExactly("{\"t\":\"one\"}", "{\"t\":\"two\"}");
            assertThat(bench.restored(dir.resolve("b"), bench.clock.instant(), FILE))
                    .containsExactly("{\"t\":\"TWO\"}", "{\"t\":\"three\"}");
        }

        @Test
        void aReplacementIsAllThatIsKnownOfItsKind() {
            run(putting(1, Map.of("1", "1", "2", "2")));
            run((subject, context) -> {
                try (var segment = context.replacement("issues")) {
                    segment.put("2", "22".getBytes(StandardCharsets.UTF_8));
                    segment.commit();
                }
                assertThat(context.knownIds("issues")).containsExactly("2");
                return new Captured.Changed(state(2));
            });
            assertThat(bench.restored(dir.resolve("r"), bench.clock.instant(), FILE))
                    .containsExactly("22");
        }

        @Test
        void nothingNewWritesNoRecord() {
            run(putting(1, Map.of("1", "1")));
            BackupReport second = run((subject, context) -> new Captured.Same("304 for every page"));
            assertThat(second.counts()).containsExactly(Map.entry("unchanged", 1L));
            assertThat(bench.vault.log(Bench.id(1)).head().number()).isEqualTo(1);
        }

        @Test
        void aSegmentThatWasNotCommittedLeavesNothing() {
            BackupReport report = run((subject, context) -> {
                try (var segment = context.segment("issues")) {
                    segment.put("1", "1".getBytes(StandardCharsets.UTF_8));
                }
                put(context, Map.of("2", "2"));
                return new Captured.Changed(state(1));
            });
            assertThat(outcome(report))
                    .isInstanceOfSatisfying(
                            Outcome.Stored.class,
                            stored -> assertThat(stored.items()).isEqualTo(1));
            assertThat(bench.restored(dir.resolve("r"), bench.clock.instant(), FILE))
                    .containsExactly("2");
        }

        @Test
        void whatCouldNotBeReadIsNamedAndTheRestKept() {
            BackupReport report = run((subject, context) -> {
                put(context, Map.of("1", "1"));
                return new Captured.Partial(state(1), List.of("issue 2: 500"));
            });
            assertThat(outcome(report)).isEqualTo(new Outcome.Incomplete(List.of("issue 2: 500")));
            List<SnapshotInfo> history = bench.vault.history(Bench.id(1));
            assertThat(history).extracting(SnapshotInfo::completeness).containsExactly(Completeness.INCOMPLETE);
        }

        @Test
        void aContextThatOutlivesItsCaptureIsRefused() {
            List<io.repobackup.api.capture.PartContext> leaked = new ArrayList<>();
            run((subject, context) -> {
                leaked.add(context);
                put(context, Map.of("1", "1"));
                return new Captured.Changed(state(1));
            });
            assertThatThrownBy(() -> leaked.get(0).segment("issues")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class Checkpoints {

        private final Snapshotter dying = (subject, context) -> {
            put(context, Map.of("1", "1"));
            context.checkpoint(state(1));
            put(context, Map.of("2", "2"));
            throw new IllegalStateException("the process dies here");
        };

        @Test
        void theNextRunGoesOnFromTheLastOne() {
            assertThat(outcome(run(dying))).isInstanceOf(Outcome.Failed.class);
            BackupReport next = run((subject, context) -> {
                assertThat(context.previous()).hasValue(state(1));
                assertThat(context.knownIds("issues")).containsExactly("1");
                put(context, Map.of("2", "\"two\""));
                return new Captured.Changed(state(2));
            });
            next.throwIfFailed();
            assertThat(bench.restored(dir.resolve("r"), bench.clock.instant(), FILE))
                    .containsExactly("1", "\"two\"");
        }

        @Test
        void whatIsNotCompleteIsNoSnapshot() {
            run(dying);
            assertThat(bench.vault.history(Bench.id(1))).isEmpty();
            assertThat(bench.vault.log(Bench.id(1)).records().map(LogRecord::kind))
                    .containsExactly(RecordKind.PROGRESS);
        }

        @Test
        void aSnapshotOfAnotherPartDoesNotCarryWhatIsNotComplete() {
            run(putting(1, Map.of("1", "1")));
            bench.source.offer(repository(
                    1,
                    issues(dying),
                    io.repobackup.api.source.PartOffer.of(Bench.LABELS, Bench.LANE, (subject, context) -> {
                        put(context, Map.of("x", "\"x\""));
                        return new Captured.Changed(state(1));
                    })));
            bench.clock.advance(Duration.ofHours(1));
            bench.engine().run();
            assertThat(bench.restored(dir.resolve("r"), bench.clock.instant(), FILE))
                    .containsExactly("1");
        }

        @Test
        void nothingNewAfterACheckpointCompletesIt() {
            run(dying);
            BackupReport report = run((subject, context) -> new Captured.Same("nothing since"));
            assertThat(outcome(report)).isInstanceOf(Outcome.Stored.class);
            assertThat(bench.restored(dir.resolve("r"), bench.clock.instant(), FILE))
                    .containsExactly("1");
        }
    }

    @Nested
    class Contents {

        private final List<String> asked = new ArrayList<>();

        private Snapshotter linking(int at, ContentRef... contents) {
            return (subject, context) -> {
                if (context.previous().isPresent()) {
                    return new Captured.Same("nothing new");
                }
                put(context, Map.of("1", "1"));
                List.of(contents).forEach(context::link);
                return new Captured.Changed(state(at));
            };
        }

        private ContentRef content(String id) {
            return new ContentRef(id, Optional.empty(), OptionalLong.empty(), URI.create("https://host.example/" + id));
        }

        private BackupReport run(Snapshotter snapshotter, ContentReader reader) {
            bench.source.offer(repository(1, issues(snapshotter).withContent((subject, content) -> {
                asked.add(content.id());
                return reader.open(subject, content);
            })));
            bench.clock.advance(Duration.ofHours(1));
            return bench.engine().run();
        }

        private java.io.InputStream bytes(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Test
        void eachIsFetchedOnceAndRestored() throws Exception {
            run(linking(1, content("a"), content("b")), (subject, content) -> bytes(content.id()));
            run(linking(1), (subject, content) -> bytes("never"));
            assertThat(asked).containsExactly("a", "b");
            List<String> index =
                    bench.restored(dir.resolve("r"), bench.clock.instant(), "acme/repository-1/issues/contents.jsonl");
            assertThat(index).hasSize(2);
            assertThat(dir.resolve("r/acme/repository-1/issues/content"))
                    .isDirectoryContaining(file -> file.toFile().length() == 1);
        }

        @Test
        void equalBytesAreStoredOnce() {
            run(linking(1, content("a"), content("b")), (subject, content) -> bytes("same"));
            assertThat(bench.store.keys())
                    .filteredOn(key -> key.text().endsWith(".blob"))
                    .hasSize(1);
        }

        @Test
        void whatWasMissingAndHasBytesThatAreHereIsNewsAllTheSame() {
            run(linking(1, content("a"), content("b")), (subject, content) -> {
                if (content.id().equals("b")) {
                    throw new NotFoundException("404 for b");
                }
                return bytes("same");
            });
            assertThat(run(linking(1), (subject, content) -> bytes("same")).counts())
                    .isEqualTo(Map.of("stored", 1L));
            assertThat(bench.restored(
                            dir.resolve("r"), bench.clock.instant(), "acme/repository-1/issues/contents.jsonl"))
                    .hasSize(2);
            run(linking(1), (subject, content) -> bytes("never"));
            assertThat(asked).containsExactly("a", "b", "b");
        }

        @Test
        void whatIsMissingIsTriedAgainUntilItIsThere() {
            BackupReport first = run(linking(1, content("a")), (subject, content) -> {
                throw new NotFoundException("404 for a");
            });
            assertThat(outcome(first))
                    .isInstanceOfSatisfying(
                            Outcome.Incomplete.class,
                            incomplete -> assertThat(incomplete.missing())
                                    .singleElement()
                                    .asString()
                                    .contains("a", "404"));
            BackupReport second = run(linking(1), (subject, content) -> {
                throw new NotFoundException("404 for a");
            });
            assertThat(outcome(second)).isInstanceOf(Outcome.Incomplete.class);
            BackupReport third = run(linking(1), (subject, content) -> bytes("here"));
            assertThat(outcome(third)).isInstanceOf(Outcome.Stored.class);
            assertThat(asked).containsExactly("a", "a", "a");
        }

        @Test
        void bytesThatAreNotWhatTheHostPromisedAreNotKept() {
            ContentRef promised =
                    new ContentRef("a", Optional.of("0".repeat(64)), OptionalLong.of(4), URI.create("https://h/a"));
            BackupReport report = run(linking(1, promised), (subject, content) -> bytes("four"));
            assertThat(outcome(report)).isInstanceOf(Outcome.Incomplete.class);
            assertThat(bench.store.keys()).noneMatch(key -> key.text().endsWith(".blob"));
        }

        @Test
        void linkingWithoutAReaderSaysWhatToDo() {
            BackupReport report = MetadataBackupTest.this.run(linking(1, content("a")));
            assertThat(outcome(report))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.cause()).hasMessageContaining("withContent"));
        }
    }
}
