package io.repobackup.github.owner;

import static io.repobackup.github.scripted.ScriptedNodes.connection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.github.scripted.Scene;
import io.repobackup.github.scripted.ScriptedNodes;
import io.repobackup.testkit.capture.InMemoryPartContext;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OwnerPartsTest {

    private static final String MEMBERS = "orgs/acme/members";
    private static final String TEAMS = "orgs/acme/teams";

    private final Scene scene = new Scene();
    private final ScriptedNodes nodes = new ScriptedNodes();

    @BeforeEach
    void begin() {
        scene.host.graphQl(nodes);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Nested
    class Members {

        private Captured capture(InMemoryPartContext context) {
            return context.capture(new GitHubMembers(scene.api), Scene.organization());
        }

        @Test
        void areListedByTheirRoles() {
            scene.fill(MEMBERS, 2);
            InMemoryPartContext context = InMemoryPartContext.create();
            capture(context);
            assertThat(context.kinds()).containsExactly("members", "owners");
            assertThat(scene.host.requests())
                    .containsExactly(
                            "GET /api/v3/orgs/acme/members?role=admin&per_page=100",
                            "GET /api/v3/orgs/acme/members?role=member&per_page=100");
            assertThat(capture(context.nextRun())).isInstanceOf(Captured.Same.class);
            assertThat(scene.host.unchanged()).hasSize(2);
        }

        @Test
        void whoIsShownThePublicOnesAloneIsRefused() {
            scene.host.fail(
                    "/api/v3/" + MEMBERS,
                    new MockResponse.Builder()
                            .code(302)
                            .setHeader("Location", scene.host.web() + "api/v3/orgs/acme/public_members")
                            .build());
            scene.fill("orgs/acme/public_members", 1);
            assertThatThrownBy(() -> capture(InMemoryPartContext.create()))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("the public ones alone");
        }
    }

    @Test
    void aListFromWhichSingleSignOnLeavesThingsOutIsRefused() {
        scene.host.fail(
                "/api/v3/" + TEAMS,
                new MockResponse.Builder()
                        .setHeader("X-GitHub-SSO", "partial-results; organizations=5")
                        .body("[]")
                        .build());
        assertThatThrownBy(() -> InMemoryPartContext.create().capture(new GitHubTeams(scene.api), Scene.organization()))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("single sign-on");
    }

    @Nested
    class Teams {

        private Captured capture(InMemoryPartContext context) {
            return context.capture(new GitHubTeams(scene.api), Scene.organization());
        }

        private void team(long id, String members, String repositories) {
            nodes.put(
                    "nodes",
                    "N_" + id,
                    "{\"id\":\"N_" + id + "\",\"databaseId\":" + id + ",\"members\":" + members + ",\"repositories\":"
                            + repositories + "}");
        }

        private static String member(long id, String role) {
            return "{\"role\":\"" + role + "\", \"node\":{\"databaseId\":" + id + "}}";
        }

        @Test
        void holdTheirMembersAndRepositories() {
            scene.fill(TEAMS, 60);
            for (int i = 1; i <= 60; i++) {
                team(i, connection("edges", ""), connection("edges", ""));
            }
            team(2, connection("edges", "c", member(7, "MAINTAINER")), connection("edges", "", member(77, "ADMIN")));
            nodes.page("c", "{\"members\":" + connection("edges", "", member(8, "MEMBER")) + "}");
            InMemoryPartContext context = InMemoryPartContext.create();
            capture(context);
            assertThat(context.items("teams")).hasSize(60);
            assertThat(context.items("team-members"))
                    .containsOnlyKeys("2/7", "2/8")
                    .containsEntry("2/7", member(7, "MAINTAINER"));
            assertThat(context.items("team-repositories")).containsOnlyKeys("2/77");
            assertThat(scene.host.requests()).hasSize(1 + 2 + 1);
        }

        @Test
        void thatAreAsTheyWereTakeOneQuery() {
            scene.fill(TEAMS, 2);
            team(1, connection("edges", "", member(7, "MEMBER")), connection("edges", ""));
            team(2, connection("edges", ""), connection("edges", ""));
            InMemoryPartContext context = InMemoryPartContext.create();
            capture(context);
            scene.host.forgetRequests();
            InMemoryPartContext second = context.nextRun();
            assertThat(capture(second)).isInstanceOf(Captured.Same.class);
            assertThat(scene.host.requests()).hasSize(2);
            assertThat(scene.host.unchanged()).hasSize(1);
            team(1, connection("edges", ""), connection("edges", ""));
            InMemoryPartContext third = second.nextRun();
            assertThat(capture(third)).isInstanceOf(Captured.Changed.class);
            assertThat(third.items("team-members")).isEmpty();
        }

        @Test
        void thatAreHiddenAreNotTakenForEmptyOnes() {
            scene.fill(TEAMS, 2);
            team(1, connection("edges", "", member(7, "MEMBER")), connection("edges", ""));
            team(2, connection("edges", ""), connection("edges", ""));
            InMemoryPartContext context = InMemoryPartContext.create();
            capture(context);
            scene.host.graphQl(query -> nodes.apply(query)
                    .replaceFirst(
                            "\\}$",
                            ",\"errors\":[{\"type\":\"FORBIDDEN\",\"path\":[\"nodes\"],\"message\":\"by SAML\"}]}"));
            InMemoryPartContext second = context.nextRun();
            assertThatThrownBy(() -> capture(second))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("by SAML");
            assertThat(second.items("team-members")).containsOnlyKeys("1/7");
        }
    }
}
