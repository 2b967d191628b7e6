package io.repobackup.samples.gitea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.Subject;
import io.repobackup.http.HttpClient;
import io.repobackup.samples.gitea.standin.GiteaStandIn;
import io.repobackup.samples.gitea.standin.StandInRepository;
import io.repobackup.testkit.capture.InMemoryPartContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GiteaIssuesTest {

    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    Path git;

    private final AtomicInteger issuedTokens = new AtomicInteger();
    private final HttpClient http = HttpClient.create();
    private GiteaStandIn host;
    private StandInRepository tools;
    private GiteaIssues issues;

    @BeforeEach
    void startTheHost() throws IOException {
        host = GiteaStandIn.start(git);
        host.acceptOnly("1");
        tools = host.create("tools");
        RotatingToken tokens = new RotatingToken(
                "backup",
                () -> Secret.of(Integer.toString(issuedTokens.incrementAndGet()).toCharArray()));
        issues = new GiteaIssues(new GiteaApi(http, host.uri(), tokens), WEEK);
    }

    @AfterEach
    void stopTheHost() {
        http.close();
        host.close();
    }

    @Nested
    class TheFirstCapture {

        @Test
        void holdsEveryIssueCommentAndLabelAsTheHostSentIt() {
            open(120);
            long comment = tools.comment("me too");
            tools.label("bug");
            InMemoryPartContext context = capture(InMemoryPartContext.create());
            assertThat(context.items("issues")).hasSize(120);
            assertThat(context.items("issues").get("7")).contains("\"body\":\"issue 7\"", "a_field_of_tomorrow");
            assertThat(context.items("comments")).containsOnlyKeys(Long.toString(comment));
            assertThat(context.items("labels")).hasSize(1);
        }

        @Test
        void linksWhatIsAttached() {
            long number = tools.openIssue("see the log");
            String uuid = tools.attach(number, "line 1");
            assertThat(capture(InMemoryPartContext.create()).links())
                    .singleElement()
                    .satisfies(link -> assertThat(link.sizeInBytes()).hasValue(6))
                    .extracting(ContentRef::id)
                    .isEqualTo(uuid);
        }

        @Test
        void isSavedWithEveryPageButTheLast() {
            open(120);
            assertThat(capture(InMemoryPartContext.create()).checkpoints()).hasSize(2);
        }

        @Test
        void goesOnWithANewTokenWhenTheOldOneExpiresInTheMiddle() {
            open(120);
            host.beforeAnswer(request -> {
                if (request.contains("page=2")) {
                    host.acceptOnly("2");
                }
            });
            assertThat(capture(InMemoryPartContext.create()).items("issues")).hasSize(120);
            assertThat(issuedTokens).hasValue(2);
        }
    }

    @Nested
    class ALaterCapture {

        @Test
        void costsOneRequestForEachListWhenNothingChanged() {
            open(120);
            host.advance(Duration.ofDays(1));
            InMemoryPartContext first = capture(InMemoryPartContext.create());
            host.forgetRequests();
            assertThat(first.nextRun().capture(issues, subject())).isInstanceOf(Captured.Same.class);
            assertThat(host.requests()).hasSize(3).allMatch(request -> request.startsWith("GET "));
        }

        @Test
        void writesNothingTwiceThoughTheHostListsItAgain() {
            open(3);
            InMemoryPartContext first = capture(InMemoryPartContext.create());
            assertThat(first.nextRun().capture(issues, subject())).isInstanceOf(Captured.Same.class);
        }

        @Test
        void findsWhatIsNewAndWhatWasEdited() {
            open(60);
            InMemoryPartContext first = capture(InMemoryPartContext.create());
            host.advance(Duration.ofDays(1));
            tools.editIssue(5, "edited");
            tools.openIssue("issue 61");
            tools.comment("new");
            InMemoryPartContext second = capture(first.nextRun());
            assertThat(second.items("issues")).hasSize(61);
            assertThat(second.items("issues").get("5")).contains("edited");
            assertThat(second.items("comments")).hasSize(1);
        }

        @Test
        void findsASecondEditWithinTheSameSecond() {
            open(1);
            InMemoryPartContext first = capture(InMemoryPartContext.create());
            tools.editWithoutATrace(1, "edited again");
            assertThat(capture(first.nextRun()).items("issues").get("1")).contains("edited again");
        }

        @Test
        void replacesTheLabels() {
            tools.label("bug");
            tools.label("later");
            InMemoryPartContext first = capture(InMemoryPartContext.create());
            tools.unlabel("later");
            assertThat(capture(first.nextRun()).items("labels").values())
                    .singleElement()
                    .asString()
                    .contains("bug");
        }
    }

    @Nested
    class WhatWasDeleted {

        @Test
        void staysUntilTheWholeListIsDue() {
            open(60);
            InMemoryPartContext first = capture(InMemoryPartContext.create());
            tools.deleteIssue(5);
            pass(first, Duration.ofDays(6));
            InMemoryPartContext second = first.nextRun();
            second.capture(issues, subject());
            assertThat(second.items("issues")).containsKey("5");
            pass(first, Duration.ofDays(1));
            assertThat(capture(second.nextRun()).items("issues")).hasSize(59).doesNotContainKey("5");
        }

        @Test
        void isFoundOnEveryPageAndAtBothEnds() {
            open(120);
            List<Long> comments =
                    LongStream.range(0, 120).mapToObj(i -> tools.comment("c")).toList();
            InMemoryPartContext first = capture(InMemoryPartContext.create());
            pass(first, WEEK);
            List.of(1L, 20L, 70L, 71L, 120L).forEach(tools::deleteIssue);
            List.of(0, 49, 50, 119).forEach(i -> tools.deleteComment(comments.get(i)));
            InMemoryPartContext second = capture(first.nextRun());
            assertThat(second.items("issues")).hasSize(115).doesNotContainKeys("1", "20", "70", "71", "120");
            assertThat(second.items("comments")).hasSize(116);
        }

        @Test
        void isNotWhatAListMerelyLeftOut() {
            open(3);
            InMemoryPartContext first = capture(InMemoryPartContext.create());
            pass(first, WEEK);
            tools.hideFromLists(2);
            assertThat(capture(first.nextRun()).items("issues")).hasSize(3);
        }

        @Test
        void doesNotMakeTheWholeListBeWrittenAgain() {
            open(60);
            InMemoryPartContext first = capture(InMemoryPartContext.create());
            pass(first, WEEK);
            tools.deleteIssue(5);
            assertThat(capture(first.nextRun()).checkpoints()).isEmpty();
        }
    }

    @Nested
    class WhatHappensMeanwhile {

        @Test
        void anIssueThatIsDeletedHidesNoOther() {
            open(120);
            once("page=2", () -> tools.deleteIssue(120));
            assertThat(capture(InMemoryPartContext.create()).items("issues").keySet())
                    .containsAll(
                            LongStream.range(1, 120).mapToObj(Long::toString).toList());
        }

        @Test
        void anEditOfAPageThatWasReadIsFoundByTheNextCapture() {
            open(120);
            once("page=3", () -> tools.editIssue(119, "edited behind its back"));
            InMemoryPartContext first = capture(InMemoryPartContext.create());
            assertThat(first.items("issues").get("119")).doesNotContain("edited");
            pass(first, Duration.ofDays(1));
            assertThat(capture(first.nextRun()).items("issues").get("119")).contains("edited behind its back");
        }

        @Test
        void anEditDuringALongCrawlIsFoundHoweverLateTheCrawlEnds() {
            open(120);
            once("page=2", () -> {
                tools.editIssue(119, "edited early");
                host.advance(Duration.ofHours(3));
                tools.editIssue(1, "edited late");
            });
            InMemoryPartContext first = capture(InMemoryPartContext.create());
            assertThat(capture(first.nextRun()).items("issues").get("119")).contains("edited early");
        }
    }

    @Nested
    class AKill {

        @Test
        void atAnyCheckLosesNothing() {
            populate();
            InMemoryPartContext whole = capture(InMemoryPartContext.create());
            assertThat(whole.cancellationChecks()).isGreaterThan(6);
            for (int check = 1; check <= whole.cancellationChecks(); check++) {
                InMemoryPartContext killed = InMemoryPartContext.create();
                killed.cancelAtCheck(check);
                assertThatThrownBy(() -> killed.capture(issues, subject())).isInstanceOf(CancelledException.class);
                assertSame(capture(killed.nextRun()), whole);
            }
        }

        @Test
        void againAndAgainComesToAnEnd() {
            populate();
            InMemoryPartContext whole = capture(InMemoryPartContext.create());
            InMemoryPartContext context = InMemoryPartContext.create();
            int kills = 0;
            while (kills < 20 && !survives(context)) {
                context = context.nextRun();
                kills++;
            }
            assertThat(kills).isBetween(2, 6);
            assertSame(context, whole);
        }

        @Test
        void atAFailingCheckpointLosesNothing() {
            populate();
            InMemoryPartContext whole = capture(InMemoryPartContext.create());
            for (int number = 1; number <= whole.checkpoints().size(); number++) {
                InMemoryPartContext failing = InMemoryPartContext.create();
                failing.failAtCheckpoint(number, () -> new UnavailableException("the store is down"));
                assertThatThrownBy(() -> failing.capture(issues, subject())).isInstanceOf(UnavailableException.class);
                assertSame(capture(failing.nextRun()), whole);
            }
        }

        @Test
        void followedByDeletionsHidesNothing() {
            open(120);
            InMemoryPartContext killed = InMemoryPartContext.create();
            killed.cancelAtCheck(2);
            assertThatThrownBy(() -> killed.capture(issues, subject())).isInstanceOf(CancelledException.class);
            LongStream.rangeClosed(100, 120).forEach(tools::deleteIssue);
            assertThat(capture(killed.nextRun()).items("issues").keySet())
                    .containsAll(
                            LongStream.range(1, 100).mapToObj(Long::toString).toList());
        }

        @Test
        void followedByEditsMissesNone() {
            open(120);
            InMemoryPartContext killed = InMemoryPartContext.create();
            killed.cancelAtCheck(3);
            assertThatThrownBy(() -> killed.capture(issues, subject())).isInstanceOf(CancelledException.class);
            tools.editIssue(119, "edited between the runs");
            pass(killed, Duration.ofDays(1));
            InMemoryPartContext resumed = capture(killed.nextRun());
            assertThat(capture(resumed.nextRun()).items("issues").get("119")).contains("edited between the runs");
        }

        private boolean survives(InMemoryPartContext context) {
            context.cancelAtCheck(4);
            try {
                context.capture(issues, subject());
                return true;
            } catch (CancelledException e) {
                return false;
            }
        }

        private void populate() {
            open(120);
            LongStream.range(0, 120).forEach(i -> tools.comment("comment " + i));
            tools.label("bug");
            host.advance(Duration.ofDays(1));
        }

        private void assertSame(InMemoryPartContext context, InMemoryPartContext whole) {
            for (String kind : whole.kinds()) {
                assertThat(context.items(kind)).isEqualTo(whole.items(kind));
            }
        }
    }

    private void open(int count) {
        LongStream.rangeClosed(1, count).forEach(number -> tools.openIssue("issue " + number));
    }

    private void once(String inRequest, Runnable action) {
        host.beforeAnswer(request -> {
            if (request.contains(inRequest)) {
                host.beforeAnswer(later -> {});
                action.run();
            }
        });
    }

    private void pass(InMemoryPartContext context, Duration time) {
        host.advance(time);
        context.fakeClock().advance(time);
    }

    private InMemoryPartContext capture(InMemoryPartContext context) {
        assertThat(context.capture(issues, subject())).isInstanceOf(Captured.Changed.class);
        return context;
    }

    private Subject subject() {
        return RemoteRepository.builder(new RepositoryId(host.name(), Long.toString(tools.id())))
                .name("acme/" + tools.name())
                .url(host.uri().resolve("acme/tools"))
                .build();
    }
}
