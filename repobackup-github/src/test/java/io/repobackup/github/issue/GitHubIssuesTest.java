package io.repobackup.github.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.github.scripted.Scene;
import io.repobackup.github.scripted.ScriptedItem;
import io.repobackup.github.scripted.ScriptedNodes;
import io.repobackup.testkit.capture.InMemoryPartContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GitHubIssuesTest {

    private static final String ISSUES = "repos/acme/tools/issues";
    private static final String COMMENTS = "repos/acme/tools/issues/comments";
    private static final String EVENTS = "repos/acme/tools/issues/events";
    private static final Duration THREE_WEEKS = Duration.ofDays(21);
    private static final Instant LATER = Instant.parse("2026-01-01T00:00:00Z");

    private Scene scene;
    private ScriptedNodes nodes;

    @BeforeEach
    void begin() {
        scene = scene();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private Scene scene() {
        Scene fresh = new Scene();
        fresh.host.list(ISSUES);
        fresh.host.list(COMMENTS);
        fresh.host.list(EVENTS);
        nodes = new ScriptedNodes();
        fresh.host.graphQl(nodes);
        return fresh;
    }

    private InMemoryPartContext first() {
        InMemoryPartContext context = InMemoryPartContext.create();
        capture(context);
        return context;
    }

    private Captured capture(InMemoryPartContext context) {
        return scene.capture(context, GitHubIssues::new);
    }

    private InMemoryPartContext threeWeeksAfter(InMemoryPartContext before) {
        InMemoryPartContext context = before.nextRun();
        context.fakeClock().advance(THREE_WEEKS);
        return context;
    }

    private void addEvents(int from, int to) {
        for (int id = from; id <= to; id++) {
            scene.host.list(EVENTS).add(0, new ScriptedItem(id, Scene.BEGINNING.plusSeconds(id)));
        }
    }

    private void answerReferences(int number) {
        for (int i = 1; i <= number; i++) {
            nodes.put("nodes", "N_" + i, references(i));
        }
    }

    private static String references(long number, String... items) {
        return "{\"__typename\":\"Issue\",\"id\":\"N_" + number + "\",\"number\":" + number + ",\"references\":"
                + ScriptedNodes.connection("nodes", "", items) + "}";
    }

    @Nested
    class TheFirstCapture {

        @Test
        void holdsEverythingByteForByte() {
            scene.fill(ISSUES, 250);
            scene.fill(COMMENTS, 3);
            addEvents(1, 3);
            answerReferences(250);
            nodes.put("nodes", "N_7", references(7, "{\"id\": \"CRE_1\",\"source\":{\"number\":8}}"));
            InMemoryPartContext context = first();
            assertThat(context.items("issues")).hasSize(250);
            assertThat(context.items("issues").get("7"))
                    .isEqualTo(scene.item(ISSUES, 7).json());
            assertThat(context.items("comments").get("3"))
                    .isEqualTo(scene.item(COMMENTS, 3).json());
            assertThat(context.items("events")).containsOnlyKeys("1", "2", "3");
            assertThat(context.items("timeline"))
                    .isEqualTo(Map.of("7/CRE_1", "{\"id\": \"CRE_1\",\"source\":{\"number\":8}}"));
        }

        @Test
        void takesOneRequestForAHundredAndOneQuery() {
            scene.fill(ISSUES, 100);
            scene.fill(COMMENTS, 100);
            addEvents(1, 100);
            answerReferences(100);
            first();
            assertThat(scene.host.requests())
                    .containsExactly(
                            "GET /api/v3/repos/acme/tools/issues?state=all&sort=updated&direction=asc&per_page=100",
                            "POST /api/graphql",
                            "GET /api/v3/repos/acme/tools/issues/comments?sort=updated&direction=asc&per_page=100",
                            "GET /api/v3/repos/acme/tools/issues/events?per_page=100");
        }

        @Test
        void goesOnByTimesNotByPages() {
            scene.fill(ISSUES, 1_000);
            answerReferences(1_000);
            first();
            assertThat(scene.host.requests())
                    .filteredOn(each -> each.contains("/issues?"))
                    .hasSize(11);
            assertThat(scene.host.requests()).noneMatch(each -> each.contains("&page="));
        }

        @Test
        void readsMoreThanAPageOfOneSecondByItsPages() {
            scene.fill(ISSUES, 350);
            scene.host.list(ISSUES).forEach(item -> item.touch(Scene.BEGINNING));
            answerReferences(350);
            assertThat(first().items("issues")).hasSize(350);
        }

        @Test
        void ofARepositoryWithoutAnythingIsAChangeOnce() {
            InMemoryPartContext context = InMemoryPartContext.create();
            assertThat(capture(context)).isInstanceOf(Captured.Changed.class);
            assertThat(capture(context.nextRun())).isInstanceOf(Captured.Same.class);
        }

        @Test
        void linksWhatIsAttachedToIssuesAndCommentsButLeavesPullRequestsToTheirPart() {
            scene.fill(ISSUES, 2);
            scene.fill(COMMENTS, 1);
            answerReferences(2);
            String base = scene.host.web() + "user-attachments/";
            scene.item(ISSUES, 1).with("body", "\"![a](" + base + "assets/aaa)\"");
            scene.item(ISSUES, 2).with("body", "\"" + base + "assets/ppp\"").with("pull_request", "{}");
            scene.item(COMMENTS, 1).with("body", "\"" + base + "files/9/log.txt?jwt=secret\"");
            assertThat(first().links())
                    .extracting(ContentRef::from)
                    .extracting(Object::toString)
                    .containsExactly(base + "assets/aaa", base + "files/9/log.txt");
        }
    }

    @Nested
    class ALaterCapture {

        private InMemoryPartContext context;

        private void begin(int issues) {
            scene.fill(ISSUES, issues);
            scene.fill(COMMENTS, 20);
            addEvents(1, 20);
            answerReferences(issues);
            context = first().nextRun();
            scene.host.forgetRequests();
        }

        @Test
        void takesThreeRequestsWhenNothingChanged() {
            begin(120);
            assertThat(capture(context)).isInstanceOf(Captured.Same.class);
            assertThat(scene.host.requests()).hasSize(3);
        }

        @Test
        void ofASmallRepositoryCostsNothingWhenNothingChanged() {
            begin(50);
            assertThat(capture(context)).isInstanceOf(Captured.Same.class);
            assertThat(scene.host.requests()).hasSize(3);
            assertThat(scene.host.unchanged()).hasSize(3);
        }

        @Test
        void costsNothingWhenNothingChangedSinceAnIncrement() {
            begin(220);
            scene.host.list(ISSUES).add(new ScriptedItem(221, LATER));
            scene.host.list(COMMENTS).add(new ScriptedItem(21, LATER));
            addEvents(21, 21);
            capture(context);
            scene.host.forgetRequests();
            assertThat(capture(context.nextRun())).isInstanceOf(Captured.Same.class);
            assertThat(scene.host.unchanged()).hasSize(3);
            assertThat(scene.host.requests()).hasSize(3);
        }

        @Test
        void takesFourRequestsForOneNewComment() {
            begin(20);
            scene.item(ISSUES, 5).touch(LATER).with("comments", "1");
            scene.host.list(COMMENTS).add(new ScriptedItem(99, LATER));
            assertThat(capture(context)).isInstanceOf(Captured.Changed.class);
            assertThat(scene.host.requests()).hasSize(4);
            assertThat(nodes.asked()).endsWith(1);
            assertThat(context.items("comments")).containsKey("99").hasSize(21);
            assertThat(context.items("issues").get("5")).contains("\"comments\":1");
        }

        @Test
        void findsWhatBecameVisibleUpToAMinuteLate() {
            scene.fill(ISSUES, 60);
            scene.host.list(ISSUES).forEach(issue -> issue.touch(LATER));
            context = first().nextRun();
            scene.host.list(ISSUES).add(new ScriptedItem(61, LATER.minusSeconds(59)));
            capture(context);
            assertThat(context.items("issues")).containsKey("61");
        }

        @Test
        void findsASecondChangeWithinOneSecond() {
            begin(20);
            scene.item(ISSUES, 20).with("title", "\"again\"");
            capture(context);
            assertThat(context.items("issues").get("20")).contains("again");
        }

        @Test
        void takesManyChangesToo() {
            begin(300);
            scene.host
                    .list(ISSUES)
                    .forEach(item -> item.touch(LATER.plusSeconds(item.id())).with("title", "\"new\""));
            addEvents(21, 270);
            capture(context);
            assertThat(context.items("issues").values()).allMatch(json -> json.contains("new"));
            assertThat(context.items("events")).hasSize(270);
        }

        @Test
        void readsEventsDownToTheLastOneOnly() {
            begin(1);
            addEvents(21, 1_000);
            capture(context);
            scene.host.forgetRequests();
            addEvents(1_001, 1_010);
            InMemoryPartContext next = context.nextRun();
            capture(next);
            assertThat(scene.host.requests())
                    .filteredOn(each -> each.contains("events"))
                    .hasSize(1);
            assertThat(next.items("events")).hasSize(1_010);
        }

        @Test
        void findsAnEventThatBecameVisibleAfterAYoungerOne() {
            begin(1);
            scene.host.list(EVENTS).removeIf(event -> event.id() == 19);
            InMemoryPartContext without = first().nextRun();
            scene.host.list(EVENTS).add(1, new ScriptedItem(19, Scene.BEGINNING));
            capture(without);
            assertThat(without.items("events")).containsKey("19");
        }

        @Test
        void doesNotWriteAnEventAgainBecauseItsIssueChanged() {
            begin(1);
            scene.item(EVENTS, 20).with("issue", "{\"title\":\"other\"}");
            assertThat(capture(context)).isInstanceOf(Captured.Same.class);
        }
    }

    @Nested
    class GoingThroughEverything {

        private InMemoryPartContext context;

        private void begin() {
            scene.fill(ISSUES, 120);
            scene.fill(COMMENTS, 5);
            answerReferences(120);
            for (int i = 1; i <= 120; i++) {
                scene.host.document(ISSUES + "/" + i, "{\"id\":" + i + "}");
            }
            context = threeWeeksAfter(first());
            scene.host.forgetRequests();
        }

        @Test
        void isNotDoneBeforeItIsDue() {
            begin();
            InMemoryPartContext early = context;
            early.fakeClock().advance(Duration.ofSeconds(-1));
            capture(early);
            assertThat(scene.host.requests()).hasSize(3);
        }

        @Test
        void removesWhatWasDeletedAfterAskingForIt() {
            begin();
            scene.host.list(ISSUES).removeIf(issue -> issue.id() == 7);
            scene.host.remove(ISSUES + "/7");
            scene.host.list(COMMENTS).removeIf(comment -> comment.id() == 2);
            assertThat(capture(context)).isInstanceOf(Captured.Changed.class);
            assertThat(context.items("issues")).hasSize(119).doesNotContainKey("7");
            assertThat(context.items("comments")).doesNotContainKey("2").hasSize(4);
            assertThat(scene.host.requests()).contains("GET /api/v3/" + ISSUES + "/7");
        }

        @Test
        void keepsWhatIsLeftOutButExists() {
            begin();
            scene.host.list(ISSUES).removeIf(issue -> issue.id() == 7);
            capture(context);
            assertThat(context.items("issues")).containsKey("7");
        }

        @Test
        void removesWhatWasTransferred() {
            begin();
            scene.host.list(ISSUES).removeIf(issue -> issue.id() == 7);
            scene.host.fail(
                    "/api/v3/" + ISSUES + "/7",
                    new MockResponse.Builder()
                            .code(301)
                            .setHeader("Location", scene.host.web() + "api/v3/repositories/78/issues/1")
                            .build());
            scene.host.document("repositories/78/issues/1", "{\"id\":7}");
            capture(context);
            assertThat(context.items("issues")).doesNotContainKey("7");
        }

        @Test
        void findsWhatWasTransferredHereWithItsOldTimes() {
            begin();
            scene.host.list(ISSUES).add(new ScriptedItem(121, Scene.BEGINNING.minusSeconds(5)));
            nodes.put("nodes", "N_121", references(121));
            capture(context);
            assertThat(context.items("issues")).containsKey("121");
        }

        @Test
        void findsWhatChangedWithoutATrace() {
            begin();
            scene.item(ISSUES, 50).with("reactions", "{\"+1\":3}");
            capture(context);
            assertThat(context.items("issues").get("50")).contains("\"+1\":3");
        }

        @Test
        void findsNewReferencesWhichAreNoChangeOfWhatIsReferredTo() {
            begin();
            nodes.put("nodes", "N_50", references(50, "{\"id\":\"CRE_9\"}"));
            capture(context);
            assertThat(context.items("timeline")).containsOnlyKeys("50/CRE_9");
        }

        @Test
        void writesNothingAgainThatIsAsItWas() {
            begin();
            capture(context);
            assertThat(context.progress()).isEmpty();
            InMemoryPartContext next = context.nextRun();
            scene.host.forgetRequests();
            assertThat(capture(next)).isInstanceOf(Captured.Same.class);
            assertThat(scene.host.requests()).hasSize(3);
        }

        @Test
        void removesNothingWhenTheListEndsEarlyAndNothingIsGone() {
            scene.fill(ISSUES, 300);
            answerReferences(300);
            for (int i = 1; i <= 300; i++) {
                scene.host.document(ISSUES + "/" + i, "{\"id\":" + i + "}");
            }
            InMemoryPartContext due = threeWeeksAfter(first());
            scene.host.list(ISSUES).removeIf(issue -> issue.id() <= 250);
            assertThatThrownBy(() -> capture(due))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("left out 250");
        }

        @Test
        void removesManyInSeveralCaptures() {
            scene.fill(ISSUES, 300);
            answerReferences(300);
            InMemoryPartContext due = threeWeeksAfter(first());
            scene.host.list(ISSUES).removeIf(issue -> issue.id() <= 250);
            capture(due);
            assertThat(due.items("issues")).hasSize(100);
            InMemoryPartContext next = due.nextRun();
            capture(next);
            assertThat(next.items("issues")).hasSize(50);
        }
    }

    @Nested
    class WhileTheListChanges {

        @Test
        void nothingSlipsThroughWhenAnItemMovesToTheEnd() {
            scene.fill(ISSUES, 300);
            answerReferences(300);
            AtomicBoolean once = new AtomicBoolean();
            scene.host.beforeAnswer(request -> {
                if (request.contains("since=") && once.compareAndSet(false, true)) {
                    scene.item(ISSUES, 3).touch(LATER).with("title", "\"edited\"");
                    scene.item(ISSUES, 40).touch(LATER);
                }
            });
            InMemoryPartContext context = first();
            assertThat(context.items("issues")).hasSize(300);
            assertThat(context.items("issues").get("3")).contains("edited");
        }

        @Test
        void nothingSlipsThroughWhenItemsAreDeleted() {
            scene.fill(ISSUES, 300);
            answerReferences(300);
            AtomicBoolean once = new AtomicBoolean();
            scene.host.beforeAnswer(request -> {
                if (request.contains("since=") && once.compareAndSet(false, true)) {
                    scene.host.list(ISSUES).removeIf(issue -> issue.id() <= 20);
                }
            });
            InMemoryPartContext context = first();
            for (int i = 101; i <= 300; i++) {
                assertThat(context.items("issues")).containsKey(Integer.toString(i));
            }
        }

        @Test
        void anItemThatShowsALaterTimeThanItsPlaceHidesNothing() {
            scene.fill(ISSUES, 300);
            answerReferences(300);
            scene.item(ISSUES, 100).showing(LATER);
            assertThat(first().items("issues")).hasSize(300);
        }

        @Test
        void newEventsLeaveNoneOut() {
            addEvents(1, 450);
            scene.host.beforeAnswer(request -> {
                if (request.contains("page=3")) {
                    addEvents(1_001, 1_150);
                }
            });
            InMemoryPartContext context = first();
            for (int i = 1; i <= 450; i++) {
                assertThat(context.items("events")).containsKey(Integer.toString(i));
            }
            scene.host.beforeAnswer(request -> {});
            InMemoryPartContext next = context.nextRun();
            capture(next);
            assertThat(next.items("events")).hasSize(600);
        }
    }

    @Nested
    class Killed {

        @Test
        void atAnyRequestTheNextCaptureHoldsTheSame() {
            build();
            Map<String, Map<String, String>> whole = contents(first());
            int requests = scene.host.requests().size();
            for (int k = 1; k <= requests + 1; k++) {
                scene.close();
                scene = scene();
                build();
                InMemoryPartContext killed = InMemoryPartContext.create();
                killed.cancelAtCheck(k);
                try {
                    capture(killed);
                } catch (CancelledException e) {
                    assertWatermarkIsHonest(killed);
                }
                InMemoryPartContext again = killed.nextRun();
                capture(again);
                assertThat(contents(again))
                        .as("killed at request %d of %d", k, requests)
                        .isEqualTo(whole);
            }
        }

        @Test
        void aLaterCaptureBeginsWhereTheCheckpointWas() {
            scene.fill(ISSUES, 1_000);
            answerReferences(1_000);
            InMemoryPartContext killed = InMemoryPartContext.create();
            killed.cancelAtCheck(17);
            assertThatThrownBy(() -> capture(killed)).isInstanceOf(CancelledException.class);
            assertThat(killed.checkpoints()).hasSize(1);
            scene.host.forgetRequests();
            InMemoryPartContext again = killed.nextRun();
            capture(again);
            assertThat(scene.host.requests())
                    .filteredOn(each -> each.contains("/issues?"))
                    .hasSize(6);
            assertThat(again.items("issues")).hasSize(1_000);
        }

        @Test
        void whatCameOnTopOfAnInterruptedReadingIsReadInTheSameCapture() {
            addEvents(1, 1_200);
            InMemoryPartContext killed = InMemoryPartContext.create();
            killed.cancelAtCheck(10);
            assertThatThrownBy(() -> capture(killed)).isInstanceOf(CancelledException.class);
            addEvents(1_201, 1_250);
            InMemoryPartContext again = killed.nextRun();
            capture(again);
            assertThat(again.items("events")).hasSize(1_250);
        }

        @Test
        void atAnyRequestOfGoingThroughEverythingTheNextCaptureHoldsTheSame() {
            InMemoryPartContext undisturbed = changed();
            scene.host.forgetRequests();
            capture(undisturbed);
            int requests = scene.host.requests().size();
            for (int k = 1; k <= requests; k++) {
                scene.close();
                scene = scene();
                InMemoryPartContext killed = changed();
                killed.cancelAtCheck(k);
                assertThatThrownBy(() -> capture(killed)).isInstanceOf(CancelledException.class);
                InMemoryPartContext again = killed.nextRun();
                capture(again);
                assertThat(contents(again))
                        .as("killed at request %d of %d", k, requests)
                        .isEqualTo(contents(undisturbed));
            }
        }

        @Test
        void aHostThatFailsFromAnyRequestOnCostsNothingButTime() {
            scene.fill(ISSUES, 220);
            answerReferences(220);
            Map<String, Map<String, String>> whole = contents(first());
            int requests = scene.host.requests().size();
            for (int k = 1; k <= requests; k++) {
                scene.close();
                scene = scene();
                scene.fill(ISSUES, 220);
                answerReferences(220);
                int failing = k;
                scene.host.beforeAnswer(request -> {
                    if (scene.host.requests().size() >= failing) {
                        scene.host.fail(
                                "/", new MockResponse.Builder().code(500).build());
                    }
                });
                InMemoryPartContext failed = InMemoryPartContext.create();
                assertThatThrownBy(() -> capture(failed)).isInstanceOf(UnavailableException.class);
                scene.host.beforeAnswer(request -> {});
                scene.host.heal();
                InMemoryPartContext again = failed.nextRun();
                capture(again);
                assertThat(contents(again)).isEqualTo(whole);
            }
        }

        /** After three weeks in which something was deleted, changed without a trace, and referred to. */
        private InMemoryPartContext changed() {
            scene.fill(ISSUES, 250);
            answerReferences(250);
            InMemoryPartContext due = threeWeeksAfter(first());
            scene.host.list(ISSUES).removeIf(issue -> issue.id() % 80 == 0);
            scene.item(ISSUES, 33).with("reactions", "{\"+1\":1}");
            scene.item(ISSUES, 34).touch(LATER).with("title", "\"new\"");
            nodes.put("nodes", "N_35", references(35, "{\"id\":\"CRE_9\"}"));
            return due;
        }

        private void build() {
            scene.fill(ISSUES, 640);
            scene.fill(COMMENTS, 560);
            addEvents(1, 830);
            answerReferences(640);
            nodes.put("nodes", "N_100", references(100, "{\"id\":\"CRE_9\"}"));
        }

        private void assertWatermarkIsHonest(InMemoryPartContext killed) {
            killed.state().ifPresent(state -> {
                String from = state.json().replaceFirst(".*?\"from\":\"([^\"]*)\".*", "$1");
                scene.host.list(ISSUES).stream()
                        .filter(item -> item.updated().isBefore(Instant.parse(from)))
                        .forEach(item -> assertThat(killed.items("issues")).containsKey(Long.toString(item.id())));
            });
        }

        private Map<String, Map<String, String>> contents(InMemoryPartContext context) {
            Map<String, Map<String, String>> contents = new TreeMap<>();
            context.kinds().forEach(kind -> contents.put(kind, context.items(kind)));
            return contents;
        }
    }

    @Nested
    class Failures {

        private static final MockResponse GONE = new MockResponse.Builder()
                .code(410)
                .body("{\"message\":\"Issues are disabled for this repo\"}")
                .build();

        private void repository(String json) {
            scene.host.document("repos/acme/tools", json);
        }

        @Test
        void issuesThatAreSwitchedOffAreMissing() {
            scene.host.fail("/api/v3/" + ISSUES, GONE);
            repository("{\"id\":77,\"has_issues\":false}");
            assertThat(capture(InMemoryPartContext.create()))
                    .isEqualTo(new Captured.Missing("issues are switched off"));
        }

        @Test
        void commentsOnPullRequestsAreTakenThoughIssuesAreSwitchedOff() {
            scene.host.fail("/api/v3/" + ISSUES + "?", GONE);
            repository("{\"id\":77,\"has_issues\":false}");
            scene.fill(COMMENTS, 2);
            InMemoryPartContext context = first();
            assertThat(context.items("comments")).hasSize(2);
        }

        @Test
        void issuesThatAreHiddenAreNoReasonToThinkThatThereAreNone() {
            scene.host.fail(
                    "/api/v3/" + ISSUES,
                    new MockResponse.Builder().code(404).body("{}").build());
            repository("{\"id\":77,\"has_issues\":true}");
            assertThatThrownBy(() -> capture(InMemoryPartContext.create())).isInstanceOf(NotFoundException.class);
        }

        @Test
        void aRepositoryThatTookTheNameIsRefused() {
            scene.host.fail("/api/v3/" + ISSUES, GONE);
            repository("{\"id\":78,\"has_issues\":false}");
            assertThatThrownBy(() -> capture(InMemoryPartContext.create()))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("id 78 instead of 77");
        }

        @Test
        void pagesOfAnotherRepositoryAreRefused() {
            scene.host.fail(
                    "/api/v3/" + ISSUES + "?",
                    new MockResponse.Builder()
                            .code(301)
                            .setHeader("Location", scene.host.web() + "api/v3/repositories/78/issues")
                            .build());
            scene.host.list("repositories/78/issues");
            repository("{\"id\":78}");
            assertThatThrownBy(() -> capture(InMemoryPartContext.create()))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("id 78 instead of 77");
        }

        @Test
        void aRenamedRepositoryIsFollowed() {
            scene.host.fail(
                    "/api/v3/" + ISSUES + "?",
                    new MockResponse.Builder()
                            .code(301)
                            .setHeader("Location", scene.host.web() + "api/v3/repositories/77/issues")
                            .build());
            scene.fill("repositories/77/issues", 2);
            answerReferences(2);
            assertThat(first().items("issues")).hasSize(2);
        }

        @Test
        void aBlockAndARefusalPassThrough() {
            scene.host.fail(
                    "/api/v3/" + ISSUES,
                    new MockResponse.Builder()
                            .code(451)
                            .body("{\"message\":\"Repository access blocked\",\"block\":{\"reason\":\"dmca\"}}")
                            .build());
            assertThatThrownBy(() -> capture(InMemoryPartContext.create())).isInstanceOf(BlockedException.class);
            scene.host.fail(
                    "/api/v3/" + ISSUES,
                    new MockResponse.Builder()
                            .code(403)
                            .body("{\"message\":\"Resource not accessible by integration\"}")
                            .build());
            assertThatThrownBy(() -> capture(InMemoryPartContext.create())).isInstanceOf(AccessDeniedException.class);
        }

        @Test
        void eventsThatTheHostRefusesToListAreNamed() {
            addEvents(1, 500);
            scene.host.refuseBeyond(3);
            InMemoryPartContext context = InMemoryPartContext.create();
            assertThat(capture(context))
                    .isInstanceOfSatisfying(
                            Captured.Partial.class,
                            partial -> assertThat(partial.missing())
                                    .singleElement()
                                    .asString()
                                    .contains("events of acme/tools", "first 3 pages"));
            assertThat(context.items("events")).hasSize(300);
        }

        @Test
        void eventsThatTheHostRefusedToListAreTriedAgain() {
            addEvents(1, 500);
            scene.host.refuseBeyond(3);
            InMemoryPartContext second = first().nextRun();
            assertThat(capture(second)).isInstanceOf(Captured.Same.class);
            InMemoryPartContext refused = threeWeeksAfter(second);
            assertThat(capture(refused)).isInstanceOf(Captured.Partial.class);
            scene.host.refuseBeyond(100);
            InMemoryPartContext listed = threeWeeksAfter(refused);
            assertThat(capture(listed)).isInstanceOf(Captured.Changed.class);
            assertThat(listed.items("events")).hasSize(500);
            scene.host.forgetRequests();
            InMemoryPartContext later = threeWeeksAfter(listed);
            capture(later);
            assertThat(scene.host.requests())
                    .filteredOn(each -> each.contains("events"))
                    .hasSize(1);
        }

        @Test
        void anIssueThatVanishesBeforeItsReferencesAreReadIsNoFailure() {
            scene.fill(ISSUES, 2);
            nodes.put("nodes", "N_1", references(1));
            assertThat(first().items("issues")).hasSize(2);
        }

        @Test
        void referencesThatAreForbiddenAltogetherAreARefusal() {
            scene.fill(ISSUES, 1);
            scene.host.graphQl(query -> "{\"data\":{\"nodes\":[null]},\"errors\":[{\"type\":\"FORBIDDEN\","
                    + "\"path\":[\"nodes\",0],\"message\":\"Resource not accessible by integration\"}]}");
            assertThatThrownBy(() -> capture(InMemoryPartContext.create()))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("Resource not accessible by integration");
        }

        @Test
        void aQueryThatFailsLeavesTheIssuesToTheNextCapture() {
            scene.fill(ISSUES, 1);
            scene.host.graphQl(query -> "{\"errors\":[{\"message\":\"Field 'x' doesn't exist\"}]}");
            InMemoryPartContext context = InMemoryPartContext.create();
            assertThatThrownBy(() -> capture(context)).isInstanceOf(UnavailableException.class);
            answerReferences(1);
            scene.host.graphQl(nodes);
            InMemoryPartContext again = context.nextRun();
            capture(again);
            assertThat(again.items("issues")).hasSize(1);
        }

        @Test
        void aStateOfANewerVersionIsRefused() {
            InMemoryPartContext context = InMemoryPartContext.create();
            context.capture(
                    (subject, into) -> new Captured.Changed(new io.repobackup.api.capture.State(2, "{}")),
                    Scene.repository());
            assertThatThrownBy(() -> capture(context.nextRun()))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("newer version");
        }
    }
}
