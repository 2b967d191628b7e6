package io.repobackup.github.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.repobackup.testkit.time.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueriesTest {

    private static final String SWEEP = "query($first: Int!, $after: String) { organization(login: \"acme\") {"
            + " repositories(first: $first, after: $after, orderBy: {field: UPDATED_AT, direction: DESC}) {"
            + " totalCount pageInfo { hasNextPage endCursor } nodes { id databaseId name updatedAt pushedAt isArchived"
            + " visibility defaultBranchRef { name target { oid } } owner { login } } } } rateLimit { cost remaining } }";

    @TempDir
    Path directory;

    private GitHubStandIn github;
    private Visitor visitor;

    @BeforeEach
    void begin() {
        github = GitHubStandIn.start(directory, FakeClock.create());
        github.acceptToken("ghp_1");
        visitor = Visitor.with(github, "ghp_1");
    }

    @AfterEach
    void end() {
        github.close();
    }

    @Test
    void aSweepSeesEachRepositoryOnceThoughTheyMoveMeanwhile() {
        for (int i = 0; i < 25; i++) {
            github.create("acme/r" + i);
            github.advance(Duration.ofSeconds(1));
        }
        List<String> names = new ArrayList<>();
        Map<String, Object> variables = new HashMap<>(Map.of("first", 10));
        JsonNode page;
        do {
            JsonNode answer = visitor.ask(SWEEP, variables);
            assertThat(answer.has("errors")).as("%s", answer).isFalse();
            page = answer.at("/data/organization/repositories");
            page.path("nodes").forEach(node -> names.add(node.path("name").asText()));
            variables.put("after", page.at("/pageInfo/endCursor").asText());
            github.repository("acme/r0").set("description", "moves to the front");
        } while (page.at("/pageInfo/hasNextPage").asBoolean());

        assertThat(names)
                .doesNotHaveDuplicates()
                .hasSize(24)
                .doesNotContain("r0")
                .startsWith("r24", "r23");
    }

    @Test
    void whatHangsOnAPullRequestIsThere() {
        Acme acme = Acme.in(github);
        JsonNode pull = visitor.ask(
                        "query($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on PullRequest { number state body"
                                + " fullDatabaseId author { login } mergedBy { login } mergeCommit { oid }"
                                + " reviews(first: 10) { nodes { state body author { login } fullDatabaseId comments(first: 5) {"
                                + " nodes { body path } } } } reviewThreads(first: 10) { nodes { isResolved resolvedBy {"
                                + " login } comments(first: 10) { nodes { id body replyTo { id } } } } }"
                                + " reviewRequests(first: 10) { nodes { requestedReviewer { __typename ... on User {"
                                + " login } ... on Team { slug } } } } closingIssuesReferences(first: 5) { nodes { number"
                                + " } } timelineItems(first: 50) { totalCount nodes { __typename ... on MergedEvent {"
                                + " actor { login } createdAt } } } } } }",
                        Map.of("ids", List.of(acme.pull.nodeId())))
                .at("/data/nodes/0");

        assertThat(pull.path("state").asText()).isEqualTo("MERGED");
        assertThat(pull.path("fullDatabaseId").asText()).isEqualTo(Long.toString(acme.pull.id()));
        assertThat(pull.at("/mergedBy/login").asText()).isEqualTo("hubot");
        assertThat(pull.at("/mergeCommit/oid").asText()).isEqualTo(Acme.SHA);
        assertThat(pull.at("/reviews/nodes/0/comments/nodes/0/path").asText()).isEqualTo("file.txt");
        assertThat(pull.at("/reviewThreads/nodes/0/isResolved").asBoolean()).isFalse();
        assertThat(pull.at("/reviewThreads/nodes/0/comments/nodes/1/replyTo/id").asText())
                .isEqualTo(acme.reviewComment.nodeId());
        assertThat(pull.at("/reviewRequests/nodes").findValuesAsText("__typename"))
                .containsExactly("User", "Team");
        assertThat(pull.at("/closingIssuesReferences/nodes/0/number").asLong()).isEqualTo(acme.issue.number());
        assertThat(pull.at("/timelineItems/nodes").findValuesAsText("__typename"))
                .contains("MergedEvent", "ReviewRequestedEvent", "PullRequestReview", "ClosedEvent");
    }

    @Test
    void aQueryCostsWhatTheHostSays() {
        String five = "query($first: Int!) { organization(login: \"acme\") { repositories(first: $first) { nodes {"
                + " a: issues(first: 1) { totalCount } b: pullRequests(first: 1) { totalCount } labels(first: 1) {"
                + " totalCount } milestones(first: 1) { totalCount } releases(first: 1) { totalCount } } } }"
                + " rateLimit { cost nodeCount } }";
        github.create("acme/tools");

        JsonNode limit = visitor.ask(five, Map.of("first", 100)).at("/data/rateLimit");

        assertThat(limit.path("cost").asLong()).isEqualTo(5);
        assertThat(limit.path("nodeCount").asLong()).isEqualTo(600);
        assertThat(visitor.ask(SWEEP, Map.of("first", 100))
                        .at("/data/rateLimit/cost")
                        .asLong())
                .isEqualTo(1);
        assertThat(github.meter().budget("user:octocat", "graphql").used()).isEqualTo(6);
    }

    @Test
    void whatIsUsedUpIsRefusedUnderTheStatusOfSuccess() {
        github.limits().hourly("graphql", 1);
        github.organisation("acme");
        visitor.ask(SWEEP, Map.of("first", 1));

        var refused = visitor.query(SWEEP, Map.of("first", 1));

        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(refused.body()).contains("\"type\":\"RATE_LIMITED\"");
        assertThat(refused.headers().firstValue("x-ratelimit-remaining")).contains("0");
        assertThat(refused.headers().firstValue("x-ratelimit-resource")).contains("graphql");
        assertThat(github.violations()).hasSize(1);
    }

    @Test
    void whatIsTooMuchIsRefused() {
        github.create("acme/tools");
        String many =
                "{ organization(login: \"acme\") { repositories(first: 100) { nodes { issues(first: 100) { nodes {"
                        + " comments(first: 100) { totalCount } } } } } } }";
        assertThat(error(visitor.ask(many, Map.of()))).isEqualTo("MAX_NODE_LIMIT_EXCEEDED");
        assertThat(error(visitor.ask(SWEEP, Map.of("first", 101)))).isEqualTo("EXCESSIVE_PAGINATION");
        assertThat(error(visitor.ask("{ organization(login: \"acme\") { repositories { totalCount } } }", Map.of())))
                .isEqualTo("MISSING_PAGINATION_BOUNDARIES");
        github.graphQl().largestPage(50);
        assertThat(visitor.query(SWEEP, Map.of("first", 100)).statusCode()).isEqualTo(502);
        assertThat(visitor.query(SWEEP, Map.of("first", 50)).statusCode()).isEqualTo(200);
    }

    @Test
    void aFieldThatFailsLeavesTheRest() {
        Acme acme = Acme.in(github);
        github.graphQl().failField("PullRequest.closingIssuesReferences", 1, "SOMETHING", "went wrong");
        String query =
                "query($id: ID!) { node(id: $id) { ... on PullRequest { number closingIssuesReferences(first: 1) {"
                        + " totalCount } } } }";

        JsonNode partial = visitor.ask(query, Map.of("id", acme.pull.nodeId()));

        assertThat(partial.at("/data/node/number").asLong())
                .isEqualTo(acme.pull.issue().number());
        assertThat(partial.at("/data/node/closingIssuesReferences").isNull()).isTrue();
        assertThat(partial.at("/errors/0/path").toString()).isEqualTo("[\"node\",\"closingIssuesReferences\"]");
        assertThat(visitor.ask(query, Map.of("id", acme.pull.nodeId())).has("errors"))
                .isFalse();
    }

    @Test
    void aFormerNameIsFollowedOnlyWhenThatIsWanted() {
        github.create("acme/old").rename("new");
        String query = "query($follow: Boolean) { repository(owner: \"acme\", name: \"old\", followRenames: $follow) {"
                + " nameWithOwner } }";

        assertThat(visitor.ask(query, Map.of("follow", true))
                        .at("/data/repository/nameWithOwner")
                        .asText())
                .isEqualTo("acme/new");
        assertThat(error(visitor.ask(query, Map.of("follow", false)))).isEqualTo("NOT_FOUND");
    }

    @Test
    void whatIsGoneOrHiddenIsNullInItsPlaceAndTheRestIsThere() {
        Acme acme = Acme.in(github);
        var gone = github.create("acme/gone");
        gone.delete();
        var blocked = github.create("acme/blocked");
        blocked.block("dmca");
        var hidden = github.create("acme/hidden");
        github.acceptToken("ghp_1").hide(hidden);

        JsonNode answer = visitor.ask(
                "query($ids: [ID!]!) { some: nodes(ids: $ids) { id } }",
                Map.of(
                        "ids",
                        List.of(
                                gone.nodeId(),
                                acme.issue.nodeId(),
                                blocked.nodeId(),
                                hidden.open("Secret").nodeId())));

        assertThat(answer.at("/data/some").toString())
                .isEqualTo("[null,{\"id\":\"" + acme.issue.nodeId() + "\"},null,null]");
        assertThat(answer.path("errors").findValuesAsText("type"))
                .containsExactly("NOT_FOUND", "FORBIDDEN", "NOT_FOUND");
        assertThat(answer.at("/errors/1/path").toString()).isEqualTo("[\"some\",2]");
        JsonNode sweep = visitor.ask(SWEEP, Map.of("first", 10));
        assertThat(sweep.at("/data/organization/repositories/totalCount").asLong())
                .isEqualTo(2);
        assertThat(sweep.at("/data/organization/repositories/nodes")).anyMatch(JsonNode::isNull);
        assertThat(sweep.at("/errors/0/type").asText()).isEqualTo("FORBIDDEN");
    }

    @Test
    void whoMayNotReadAKindOfThingIsToldSoAndSeesNone() {
        github.create("acme/tools").open("Secret");
        github.acceptToken("ghp_1").refuse("issues");
        JsonNode answer = visitor.ask(
                "{ repository(owner: \"acme\", name: \"tools\") { name issues(first: 1) { totalCount } } }", Map.of());
        assertThat(error(answer)).isEqualTo("FORBIDDEN");
        assertThat(answer.toString()).doesNotContain("totalCount");
    }

    @Test
    void membersAndRepositoriesOfTeamsComeWithRolesAndPermissions() {
        Acme acme = Acme.in(github);
        var core = github.organisation("acme").team("core").promote("hubot").may("ADMIN", github.create("acme/site"));
        JsonNode team = visitor.ask(
                        "query($id: ID!) { node(id: $id) { ... on Team { combinedSlug members(first: 9, membership:"
                                + " IMMEDIATE) { edges { role node { login } } } repositories(first: 9) { edges {"
                                + " permission node { databaseId } } } } } }",
                        Map.of("id", core.nodeId()))
                .at("/data/node");

        assertThat(team.path("combinedSlug").asText()).isEqualTo("acme/core");
        assertThat(team.at("/members/edges").toString())
                .isEqualTo("[{\"role\":\"MAINTAINER\",\"node\":{\"login\":\"hubot\"}}]");
        assertThat(team.at("/repositories/edges").findValuesAsText("permission"))
                .containsExactly("READ", "ADMIN");
        assertThat(team.at("/repositories/edges/0/node/databaseId").asLong()).isEqualTo(acme.tools.id());
    }

    @Test
    void whatTheSchemaDoesNotHaveIsNotAnswered() {
        JsonNode answer = visitor.ask("{ viewer { shoeSize } }", Map.of());
        assertThat(answer.has("data")).isFalse();
        assertThat(answer.at("/errors/0/message").asText()).contains("shoeSize");
        assertThat(github.graphQl().queries()).containsExactly("{ viewer { shoeSize } }");
    }

    private static String error(JsonNode answer) {
        return answer.at("/errors/0/type").asText();
    }
}
