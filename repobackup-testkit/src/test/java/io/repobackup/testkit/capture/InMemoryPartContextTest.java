package io.repobackup.testkit.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.PartContext;
import io.repobackup.api.capture.SegmentWriter;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.capture.State;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.Subject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryPartContextTest {

    private static final Subject SUBJECT = RemoteRepository.builder(new RepositoryId("host.example", "1"))
            .name("acme/tool")
            .url(URI.create("https://host.example/acme/tool"))
            .build();
    private static final State STATE = new State(1, "{\"since\":1}");
    private static final State LATER = new State(1, "{\"since\":2}");

    private final InMemoryPartContext context = InMemoryPartContext.create();

    @Nested
    class Segments {

        @Test
        void committedItemsTakeEffectWhenTheCaptureEndsWell() {
            capture(context, () -> put(context, "issues", "1", "{\"a\":1}"));
            assertThat(context.items("issues")).containsExactly(Map.entry("1", "{\"a\":1}"));
            assertThat(context.kinds()).containsExactly("issues");
            assertThat(context.state()).contains(STATE);
        }

        @Test
        void theNextRunAddsReplacesAndRemoves() {
            capture(context, () -> {
                put(context, "issues", "1", "1");
                put(context, "issues", "2", "2");
            });
            InMemoryPartContext next = context.nextRun();
            assertThat(next.previous()).contains(STATE);
            assertThat(next.knownIds("issues")).containsExactlyInAnyOrder("1", "2");
            capture(next, () -> {
                put(next, "issues", "2", "22");
                put(next, "issues", "3", "3");
                try (SegmentWriter segment = next.segment("issues")) {
                    segment.remove("1");
                    segment.commit();
                }
            });
            assertThat(next.items("issues")).containsExactly(Map.entry("2", "22"), Map.entry("3", "3"));
        }

        @Test
        void aReplacementIsAllThatIsKnown() {
            capture(context, () -> {
                put(context, "labels", "1", "1");
                put(context, "labels", "2", "2");
                try (SegmentWriter replacement = context.replacement("labels")) {
                    replacement.put("3", "3".getBytes(UTF_8));
                    replacement.commit();
                }
                assertThat(context.knownIds("labels")).containsExactly("3");
            });
            assertThat(context.items("labels")).containsOnlyKeys("3");
        }

        @Test
        void whatWasNotCommittedIsDropped() {
            capture(context, () -> {
                try (SegmentWriter segment = context.segment("issues")) {
                    segment.put("1", "1".getBytes(UTF_8));
                }
            });
            assertThat(context.items("issues")).isEmpty();
        }

        @Test
        void aSecondSegmentOfAKindWaitsForTheFirst() {
            try (SegmentWriter first = context.segment("issues");
                    SegmentWriter other = context.segment("labels")) {
                assertThatThrownBy(() -> context.replacement("issues")).isInstanceOf(IllegalStateException.class);
                first.commit();
                assertThatThrownBy(first::commit).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> first.remove("1")).isInstanceOf(IllegalStateException.class);
                other.commit();
            }
            put(context, "issues", "1", "1");
        }

        @Test
        void aKindOutsideTheGrammarIsRefused() {
            assertThatThrownBy(() -> context.segment("Issues!")).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void anOpenSegmentAtTheEndIsRefused() {
            assertThatThrownBy(() -> capture(context, () -> context.segment("issues")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("issues");
        }
    }

    @Nested
    class Items {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "null",
                    "-0.5e+3",
                    "\"\\u00e9\\n\\\\\"",
                    "[]",
                    "[1, [2], {}]",
                    "{\"a\" : [true,false], \"a\":1}",
                    " 1 "
                })
        void everyJsonValueIsKeptAsItIs(String json) {
            put(context, "issues", "1", json);
            assertThat(context.items("issues")).containsEntry("1", json);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "[1,]",
                    "{a:1}",
                    "{\"a\"}",
                    "01",
                    "1 2",
                    "nul",
                    "'a'",
                    "\"\\x\"",
                    "\"a\nb\"",
                    "\"open",
                    "}"
                })
        void whatIsNoJsonValueIsCorrupted(String text) {
            assertThatThrownBy(() -> put(context, "issues", "1", text))
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining("item 1 of 'issues'");
        }

        @Test
        void lineBreaksBetweenTokensBecomeSpaces() {
            put(context, "issues", "1", "{\r\n \"a\":\n1}");
            assertThat(context.items("issues")).containsEntry("1", "{   \"a\": 1}");
        }

        @Test
        void aLongTextOfEscapesIsKept() {
            String json = "\"" + "\\n".repeat(200_000) + "\"";
            put(context, "issues", "1", json);
            assertThat(context.items("issues")).containsEntry("1", json);
        }

        @Test
        void anIdOutsideTheRangeIsRefused() {
            assertThatThrownBy(() -> put(context, "issues", "", "1")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> put(context, "issues", "x".repeat(256), "1"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Ends {

        @Test
        void aFailureDropsEverythingSinceTheLastCheckpoint() {
            Snapshotter failing = (subject, c) -> {
                put(c, "issues", "1", "1");
                c.checkpoint(LATER);
                put(c, "issues", "2", "2");
                throw new UnavailableException("Reading page 2: the host is gone; try later");
            };
            assertThatThrownBy(() -> context.capture(failing, SUBJECT)).isInstanceOf(UnavailableException.class);
            assertThat(context.items("issues")).containsOnlyKeys("1");
            assertThat(context.checkpoints()).containsExactly(LATER);
            assertThat(context.nextRun().previous()).contains(LATER);
            assertThat(context.nextRun().items("issues")).containsOnlyKeys("1");
        }

        @Test
        void aFailingCheckpointStoresNothing() {
            context.failAtCheckpoint(2, () -> new UnavailableException("Storing: the store is gone; try later"));
            assertThatThrownBy(() -> capture(context, () -> {
                        put(context, "issues", "1", "1");
                        context.checkpoint(STATE);
                        put(context, "issues", "2", "2");
                        context.checkpoint(LATER);
                    }))
                    .isInstanceOf(UnavailableException.class);
            assertThat(context.items("issues")).containsOnlyKeys("1");
            assertThat(context.state()).contains(STATE);
        }

        @Test
        void sameKeepsTheStateAndRefusesWhatWasWritten() {
            capture(context, () -> put(context, "issues", "1", "1"));
            InMemoryPartContext second = context.nextRun();
            second.capture((subject, c) -> new Captured.Same("304"), SUBJECT);
            assertThat(second.state()).contains(STATE);
            InMemoryPartContext third = second.nextRun();
            Snapshotter contradicting = (subject, c) -> {
                put(c, "issues", "2", "2");
                return new Captured.Same("304");
            };
            assertThatThrownBy(() -> third.capture(contradicting, SUBJECT)).isInstanceOf(IllegalStateException.class);
            assertThat(third.items("issues")).containsOnlyKeys("1");
        }

        @Test
        void aPartialCaptureTakesEffect() {
            Snapshotter partial = (subject, c) -> {
                put(c, "issues", "1", "1");
                return new Captured.Partial(STATE, List.of("issue 2: 500"));
            };
            context.capture(partial, SUBJECT);
            assertThat(context.items("issues")).containsOnlyKeys("1");
            assertThat(context.state()).contains(STATE);
        }

        @Test
        void nothingCanBeUsedAfterTheEnd() {
            capture(context, () -> {});
            assertThatThrownBy(() -> context.segment("issues")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> context.checkpoint(STATE)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(context::clock).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void anotherThreadIsRefused() {
            context.checkCancelled();
            CompletableFuture<Void> elsewhere = CompletableFuture.runAsync(context::checkCancelled);
            assertThatThrownBy(elsewhere::join).hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class Steering {

        @Test
        void cancellationStrikesAtTheChosenCheck() {
            context.cancelAtCheck(2);
            context.checkCancelled();
            assertThatThrownBy(context::checkCancelled).isInstanceOf(CancelledException.class);
            assertThatThrownBy(context::checkCancelled).isInstanceOf(CancelledException.class);
            assertThat(context.cancellationChecks()).isEqualTo(3);
        }

        @Test
        void cancelStrikesAtOnce() {
            context.cancel();
            assertThatThrownBy(context::checkCancelled).isInstanceOf(CancelledException.class);
        }

        @Test
        void linkedContentIsKnownOnceById() {
            capture(context, () -> {
                context.link(content("asset-1"));
                context.link(content("asset-1"));
                context.link(content("asset-2"));
            });
            assertThat(context.nextRun().links()).extracting(ContentRef::id).containsExactly("asset-1", "asset-2");
        }

        @Test
        void contentIsRefusedWithoutAReader() {
            context.refuseContent();
            assertThatThrownBy(() -> context.link(content("asset-1")))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("withContent");
        }

        @Test
        void progressIsRecorded() {
            context.progress(1, -1, "issues");
            assertThat(context.progress()).containsExactly(new InMemoryPartContext.Progress(1, -1, "issues"));
        }
    }

    private static ContentRef content(String id) {
        return new ContentRef(id, Optional.empty(), OptionalLong.empty(), URI.create("https://host.example/" + id));
    }

    private static void capture(InMemoryPartContext context, Runnable work) {
        context.capture(
                (subject, same) -> {
                    work.run();
                    return new Captured.Changed(STATE);
                },
                SUBJECT);
    }

    private static void put(PartContext context, String kind, String id, String json) {
        try (SegmentWriter segment = context.segment(kind)) {
            segment.put(id, json.getBytes(UTF_8));
            segment.commit();
        }
    }
}
