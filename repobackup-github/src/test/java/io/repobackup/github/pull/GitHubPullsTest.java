package io.repobackup.github.pull;

import static io.repobackup.github.scripted.ScriptedNodes.connection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.github.scripted.Scene;
import io.repobackup.github.scripted.ScriptedItem;
import io.repobackup.github.scripted.ScriptedNodes;
import io.repobackup.testkit.capture.InMemoryPartContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubPullsTest {

    private static final String PULLS = "repos/acme/tools/pulls";
    private static final String COMMENTS = "repos/acme/tools/pulls/comments";
    private static final Instant LATER = Instant.parse("2026-01-01T00:00:00Z");

    private Scene scene;
    private ScriptedNodes nodes;

    @BeforeEach
    void begin() {
        scene = new Scene();
        scene.host.list(PULLS);
        scene.host.list(COMMENTS);
        nodes = new ScriptedNodes();
        scene.host.graphQl(nodes);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private Captured capture(InMemoryPartContext context) {
        return scene.capture(context, GitHubPulls::new);
    }

    private InMemoryPartContext first() {
        InMemoryPartContext context = InMemoryPartContext.create();
        capture(context);
        return context;
    }

    private void open(int number) {
        scene.fill(PULLS, number);
        scene.host.list(PULLS).forEach(pull -> {
            pull.with("state", "\"closed\"");
            talk(pull.id(), connection("nodes", ""), connection("nodes", ""));
        });
    }

    private void talk(long number, String reviews, String threads) {
        String node = "\"id\":\"N_" + number + "\",\"number\":" + number;
        nodes.put("details", "N_" + number, "{" + node + ", \"merged\":true}");
        nodes.put("talks", "N_" + number, "{" + node + ",\"reviews\":" + reviews + ",\"threads\":" + threads + "}");
    }

    private static String review(long id) {
        return "{\"id\":\"PRR_" + id + "\",\"fullDatabaseId\":\"" + id + "\", \"body\":\"LGTM\"}";
    }

    private static String thread(String id, String isResolved) {
        return "{\"id\":\"" + id + "\",\"isResolved\":" + isResolved + "}";
    }

    private static Map<String, Map<String, String>> contents(InMemoryPartContext context) {
        Map<String, Map<String, String>> contents = new TreeMap<>();
        context.kinds().forEach(kind -> contents.put(kind, context.items(kind)));
        return contents;
    }

    @Nested
    class TheFirstCapture {

        @Test
        void holdsEverythingByteForByte() {
            open(3);
            scene.fill(COMMENTS, 2);
            talk(2, connection("nodes", "", review(900)), connection("nodes", "", thread("PRRT_1", "false")));
            InMemoryPartContext context = first();
            assertThat(context.items("pulls").get("2"))
                    .isEqualTo(scene.item(PULLS, 2).json());
            assertThat(context.items("review-comments")).hasSize(2);
            assertThat(context.items("details").get("2")).isEqualTo("{\"id\":\"N_2\",\"number\":2, \"merged\":true}");
            assertThat(context.items("reviews")).isEqualTo(Map.of("2/900", review(900)));
            assertThat(context.items("threads")).isEqualTo(Map.of("2/PRRT_1", thread("PRRT_1", "false")));
        }

        @Test
        void takesAPageOfAHundredAndTwoQueries() {
            open(100);
            first();
            assertThat(scene.host.requests())
                    .containsExactly(
                            "GET /api/v3/repos/acme/tools/pulls?state=all&sort=updated&direction=desc&per_page=100",
                            "POST /api/graphql",
                            "POST /api/graphql",
                            "GET /api/v3/repos/acme/tools/pulls/comments?sort=updated&direction=asc&per_page=100");
            assertThat(nodes.asked()).containsExactly(50, 50);
        }

        @Test
        void readsConnectionsToTheirEnd() {
            open(1);
            talk(1, connection("nodes", "c1", review(1)), connection("nodes", ""));
            nodes.page("c1", "{\"reviews\":" + connection("nodes", "c2", review(2)) + "}");
            nodes.page("c2", "{\"reviews\":" + connection("nodes", "", review(3)) + "}");
            assertThat(first().items("reviews")).containsOnlyKeys("1/1", "1/2", "1/3");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"type\":\"RESOURCE_LIMITS_EXCEEDED\",\"message\":\"too much\"}",
                    "{\"message\":\"Something went wrong while executing your query. This may be the result of a timeout\"}"
                })
        void asksForHalfWhenTheHostCannotGiveSoMuch(String error) {
            open(100);
            AtomicInteger refusals = new AtomicInteger();
            scene.host.graphQl(query -> {
                if (query.at("variables", "ids").elements().size() > 13) {
                    refusals.incrementAndGet();
                    return "{\"errors\":[" + error + "]}";
                }
                return nodes.apply(query);
            });
            assertThat(first().items("details")).hasSize(100);
            assertThat(refusals).hasValue(2);
        }

        @Test
        void linksWhatIsAttachedToPullRequestsReviewsAndReviewComments() {
            open(1);
            String base = scene.host.web() + "user-attachments/assets/";
            scene.item(PULLS, 1).with("body", "\"" + base + "a\"");
            talk(1, connection("nodes", "", "{\"id\":\"PRR_1\",\"body\":\"" + base + "b\"}"), connection("nodes", ""));
            scene.fill(COMMENTS, 1);
            scene.item(COMMENTS, 1).with("body", "\"" + base + "c\"");
            assertThat(first().links())
                    .extracting(ContentRef::from)
                    .extracting(Object::toString)
                    .containsExactly(base + "a", base + "b", base + "c");
        }
    }

    @Nested
    class ALaterCapture {

        @Test
        void costsNothingWhenNothingChanged() {
            open(20);
            scene.fill(COMMENTS, 1);
            InMemoryPartContext context = first();
            scene.host.forgetRequests();
            assertThat(capture(context.nextRun())).isInstanceOf(Captured.Same.class);
            assertThat(scene.host.requests()).hasSize(2);
            assertThat(scene.host.unchanged()).hasSize(2);
        }

        @Test
        void takesThreeRequestsForOneNewReview() {
            open(200);
            InMemoryPartContext context = first();
            scene.host.forgetRequests();
            scene.item(PULLS, 7).touch(LATER);
            talk(7, connection("nodes", "", review(1)), connection("nodes", ""));
            InMemoryPartContext next = context.nextRun();
            capture(next);
            assertThat(scene.host.requests()).hasSize(3);
            assertThat(nodes.asked()).endsWith(1);
            assertThat(next.items("reviews")).containsOnlyKeys("7/1");
        }

        @Test
        void removesReviewsAndThreadsThatAreNoMore() {
            open(12);
            talk(1, connection("nodes", "", review(1), review(2)), connection("nodes", "", thread("T1", "true")));
            talk(10, connection("nodes", "", review(3)), connection("nodes", "", thread("T2", "true")));
            InMemoryPartContext context = first().nextRun();
            scene.item(PULLS, 1).touch(LATER);
            talk(1, connection("nodes", "", review(2)), connection("nodes", ""));
            capture(context);
            assertThat(context.items("reviews")).containsOnlyKeys("1/2", "10/3");
            assertThat(context.items("threads")).containsOnlyKeys("10/T2");
        }

        @Test
        void removesNoReviewThatIsHidden() {
            open(1);
            talk(1, connection("nodes", "", review(1), review(2)), connection("nodes", ""));
            InMemoryPartContext context = first().nextRun();
            scene.item(PULLS, 1).touch(LATER);
            talk(1, connection("nodes", "", "null", review(2)), connection("nodes", ""));
            scene.host.graphQl(query -> {
                String data = nodes.apply(query);
                return data.substring(0, data.length() - 1)
                        + ",\"errors\":[{\"type\":\"FORBIDDEN\",\"path\":[\"talks\",0],\"message\":\"hidden by SAML\"}]}";
            });
            assertThat(capture(context))
                    .isInstanceOfSatisfying(
                            Captured.Partial.class,
                            partial -> assertThat(partial.missing())
                                    .containsExactly("what the host hides in GraphQL: hidden by SAML"));
            assertThat(context.items("reviews")).containsOnlyKeys("1/1", "1/2");
        }

        @Test
        void goesDownToWhatIsKnownOnly() {
            open(1_000);
            InMemoryPartContext context = first().nextRun();
            scene.host.forgetRequests();
            for (int i = 1; i <= 150; i++) {
                scene.item(PULLS, i).touch(LATER.plusSeconds(i)).with("title", "\"new\"");
            }
            capture(context);
            assertThat(scene.host.requests())
                    .filteredOn(each -> each.contains("/pulls?"))
                    .hasSize(2);
            assertThat(context.items("pulls").values())
                    .filteredOn(json -> json.contains("new"))
                    .hasSize(150);
        }
    }

    @Nested
    class GoingThroughEverything {

        private InMemoryPartContext due(InMemoryPartContext before) {
            InMemoryPartContext context = before.nextRun();
            context.fakeClock().advance(Duration.ofDays(21));
            return context;
        }

        @Test
        void findsThreadsOfOpenPullRequestsThatWereResolved() {
            open(3);
            scene.item(PULLS, 2).with("state", "\"open\"");
            talk(2, connection("nodes", ""), connection("nodes", "", thread("T", "false")));
            InMemoryPartContext context = due(first());
            talk(2, connection("nodes", ""), connection("nodes", "", thread("T", "true")));
            capture(context);
            assertThat(context.items("threads").get("2/T")).contains("true");
            assertThat(nodes.asked()).endsWith(1);
        }

        @Test
        void removesWhatIsGone() {
            open(120);
            InMemoryPartContext context = due(first());
            scene.host.list(PULLS).removeIf(pull -> pull.id() == 5);
            capture(context);
            assertThat(context.items("pulls")).hasSize(119);
        }

        @Test
        void isNotDoneToTheEndWhenTheHostRefusesToListSoFar() {
            open(350);
            InMemoryPartContext context = due(first());
            scene.host.list(PULLS).removeIf(pull -> pull.id() <= 50);
            scene.host.refuseBeyond(2);
            assertThat(capture(context)).isInstanceOf(Captured.Partial.class);
            assertThat(context.items("pulls")).hasSize(350);
        }
    }

    @Nested
    class WhileTheListChanges {

        @Test
        void nothingSlipsThroughWhenAnItemMovesToTheTop() {
            open(350);
            AtomicBoolean once = new AtomicBoolean();
            scene.host.beforeAnswer(request -> {
                if (request.contains("page=3") && once.compareAndSet(false, true)) {
                    scene.item(PULLS, 20).touch(LATER).with("title", "\"moved\"");
                    scene.item(PULLS, 21).touch(LATER);
                }
            });
            InMemoryPartContext context = first();
            assertThat(context.items("pulls")).hasSize(348);
            InMemoryPartContext next = context.nextRun();
            capture(next);
            assertThat(next.items("pulls")).hasSize(350);
            assertThat(next.items("pulls").get("20")).contains("moved");
        }
    }

    @Nested
    class Killed {

        @Test
        void atAnyRequestTheNextCaptureHoldsTheSame() {
            build();
            Map<String, Map<String, String>> whole = contents(first());
            int requests = scene.host.requests().size();
            for (int k = 1; k <= requests; k++) {
                scene.close();
                begin();
                build();
                InMemoryPartContext killed = InMemoryPartContext.create();
                killed.cancelAtCheck(k);
                assertThatThrownBy(() -> capture(killed)).isInstanceOf(CancelledException.class);
                assertThat(killed.state().map(state -> state.json().contains("\"from\":\"2025")))
                        .satisfiesAnyOf(
                                state -> assertThat(state).isEmpty(),
                                state -> assertThat(killed.checkpoints()).isNotEmpty());
                InMemoryPartContext again = killed.nextRun();
                capture(again);
                assertThat(contents(again))
                        .as("killed at request %d of %d", k, requests)
                        .isEqualTo(whole);
            }
        }

        @Test
        void anIncrementThatIsKilledLeavesOutNothing() {
            open(900);
            InMemoryPartContext base = first();
            for (int k = 1; k <= 30; k += 3) {
                int round = k;
                scene.host.list(PULLS).forEach(pull -> {
                    if (pull.id() % 2 == 0) {
                        pull.touch(LATER.plusSeconds(10_000L * round + pull.id()))
                                .with("title", "\"round " + round + "\"");
                    }
                });
                InMemoryPartContext killed = base.nextRun();
                killed.cancelAtCheck(k);
                try {
                    capture(killed);
                } catch (CancelledException e) {
                    scene.item(PULLS, 3)
                            .touch(LATER.plusSeconds(10_000L * round + 5_000))
                            .with("title", "\"x" + k + "\"");
                }
                base = killed.nextRun();
                capture(base);
                for (ScriptedItem pull : scene.host.list(PULLS)) {
                    assertThat(base.items("pulls").get(Long.toString(pull.id())))
                            .isEqualTo(pull.json());
                }
            }
        }

        private void build() {
            open(730);
            scene.fill(COMMENTS, 320);
            talk(5, connection("nodes", "c1", review(1)), connection("nodes", "", thread("T", "true")));
            nodes.page("c1", "{\"reviews\":" + connection("nodes", "", review(2)) + "}");
        }
    }

    @Test
    void pullRequestsThatAreSwitchedOffAreMissing() {
        scene.host.fail(
                "/api/v3/" + PULLS,
                new MockResponse.Builder().code(404).body("{}").build());
        scene.host.document("repos/acme/tools", "{\"id\":77,\"has_pull_requests\":false}");
        assertThat(capture(InMemoryPartContext.create()))
                .isEqualTo(new Captured.Missing("pull requests are switched off"));
    }
}
