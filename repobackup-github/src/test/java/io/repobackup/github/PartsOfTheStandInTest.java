package io.repobackup.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.subject.Owner;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.Subject;
import io.repobackup.github.comment.GitHubCommitComments;
import io.repobackup.github.content.GitHubContent;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.github.issue.GitHubIssues;
import io.repobackup.github.owner.GitHubMembers;
import io.repobackup.github.owner.GitHubOrganization;
import io.repobackup.github.owner.GitHubTeams;
import io.repobackup.github.pull.GitHubPulls;
import io.repobackup.github.release.GitHubReleases;
import io.repobackup.github.repository.GitHubLabels;
import io.repobackup.github.repository.GitHubMilestones;
import io.repobackup.github.repository.GitHubSettings;
import io.repobackup.github.standin.GitHubStandIn;
import io.repobackup.github.standin.check.Held;
import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Comment;
import io.repobackup.github.standin.world.Issue;
import io.repobackup.github.standin.world.Pull;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.http.HttpClient;
import io.repobackup.testkit.capture.InMemoryPartContext;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All parts against a host that answers as GitHub publishes. */
class PartsOfTheStandInTest {

    @TempDir
    Path directory;

    private GitHubStandIn github;
    private HttpClient http;
    private GitHubApi api;
    private Repository tools;
    private Account acme;
    private Held held;

    private enum Part {
        SETTINGS(GitHubSettings::new, 1, 1),
        LABELS(GitHubLabels::new, 1, 1),
        MILESTONES(GitHubMilestones::new, 1, 1),
        ISSUES(GitHubIssues::new, 4, 3),
        PULLS(GitHubPulls::new, 3, 2),
        COMMIT_COMMENTS(GitHubCommitComments::new, 1, 1),
        RELEASES(GitHubReleases::new, 1, 1),
        ORGANIZATION(GitHubOrganization::new, 1, 1),
        MEMBERS(GitHubMembers::new, 2, 2),
        TEAMS(GitHubTeams::new, 2, 2);

        private final Function<GitHubApi, Snapshotter> snapshotter;
        private final int first;
        private final int unchanged;

        Part(Function<GitHubApi, Snapshotter> snapshotter, int first, int unchanged) {
            this.snapshotter = snapshotter;
            this.first = first;
            this.unchanged = unchanged;
        }

        boolean isOfAnOwner() {
            return compareTo(ORGANIZATION) >= 0;
        }
    }

    @BeforeEach
    void begin() {
        begin(GitHubStandIn.start(directory, FakeClock.create()));
    }

    private void begin(GitHubStandIn host) {
        github = host;
        held = Held.by(github);
        github.acceptToken("ghp_1");
        http = HttpClient.builder()
                .clock(github.clock())
                .sleeper(github::advance)
                .build();
        CredentialsProvider token =
                CredentialsProvider.fixed("octocat", new Credentials.Bearer(Secret.of("ghp_1".toCharArray())));
        api = new GitHubApi(http, github.host(), token);
        acme = github.organisation("acme");
        acme.join("octocat");
        acme.join("hubot");
        tools = github.create("acme/tools");
        acme.team("core").join("hubot").mayRead(tools);
        populate();
        github.advance(Duration.ofDays(1));
    }

    @AfterEach
    void end() {
        http.close();
        github.close();
        assertThat(github.violations()).isEmpty();
        held.assertAllIsAsPublished();
    }

    private void populate() {
        Issue issue = tools.open("It breaks");
        issue.label("bug");
        issue.milestone("1.0");
        github.advance(Duration.ofSeconds(10));
        issue.comment("hubot", "Here as well");
        tools.open("Something else").close();
        issue.isMentionedBy(tools.issue(2));
        Pull pull = tools.propose("Repair it", "repair");
        pull.request(github.world().user("hubot"));
        pull.closes(issue);
        Comment comment = pull.review("hubot", "CHANGES_REQUESTED", "Nearly").comment("file.txt", 3, "Why?");
        comment.thread().orElseThrow().resolve("octocat");
        pull.merge("hubot", "aaaabbbbccccddddeeeeffff0000111122223333");
        tools.commentOnCommit("aaaabbbbccccddddeeeeffff0000111122223333", "Nice");
        tools.release("v1.0").attach("tools.zip", "zip".getBytes(UTF_8));
    }

    private Subject subject(Part part) {
        return part.isOfAnOwner()
                ? Owner.builder(new OwnerId(github.host().name(), Long.toString(acme.id())))
                        .name("acme")
                        .url(github.host().web().resolve("acme"))
                        .build()
                : RemoteRepository.builder(new RepositoryId(github.host().name(), Long.toString(tools.id())))
                        .name("acme/tools")
                        .url(github.host().web().resolve("acme/tools"))
                        .build();
    }

    private Captured capture(Part part, InMemoryPartContext context) {
        return context.capture(part.snapshotter.apply(api), subject(part));
    }

    private static Map<String, Map<String, String>> contents(InMemoryPartContext context) {
        Map<String, Map<String, String>> contents = new TreeMap<>();
        context.kinds().forEach(kind -> contents.put(kind, context.items(kind)));
        return contents;
    }

    @ParameterizedTest
    @EnumSource
    void aPartTakesSoManyRequestsAtFirstAndWhenNothingChanged(Part part) {
        InMemoryPartContext context = InMemoryPartContext.create();
        assertThat(capture(part, context)).isInstanceOf(Captured.Changed.class);
        assertThat(context.kinds()).isNotEmpty();
        assertThat(github.requests()).hasSize(part.first);
        github.forgetRequests();
        assertThat(capture(part, context.nextRun())).isInstanceOf(Captured.Same.class);
        assertThat(github.requests()).hasSize(part.unchanged);
    }

    @ParameterizedTest
    @EnumSource
    void aPartThatIsKilledAtAnyRequestHoldsTheSameInTheEnd(Part part) {
        InMemoryPartContext whole = InMemoryPartContext.create();
        capture(part, whole);
        int requests = github.requests().size();
        for (int k = 1; k <= requests; k++) {
            InMemoryPartContext killed = InMemoryPartContext.create();
            killed.cancelAtCheck(k);
            try {
                capture(part, killed);
            } catch (CancelledException e) {
                assertThat(killed.kinds()).isEmpty();
            }
            InMemoryPartContext again = killed.nextRun();
            capture(part, again);
            assertThat(contents(again)).isEqualTo(contents(whole));
        }
    }

    @Test
    void everyPartIsReadOnAnEnterpriseServerToo() {
        Map<Part, Map<String, Integer>> here = sizes();
        end();
        begin(GitHubStandIn.startEnterprise(directory.resolve("enterprise"), FakeClock.create()));
        assertThat(sizes()).isEqualTo(here);
    }

    private Map<Part, Map<String, Integer>> sizes() {
        Map<Part, Map<String, Integer>> sizes = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            InMemoryPartContext context = InMemoryPartContext.create();
            capture(part, context);
            Map<String, Integer> kinds = new TreeMap<>();
            context.kinds().forEach(kind -> kinds.put(kind, context.items(kind).size()));
            kinds.put("links", context.links().size());
            sizes.put(part, kinds);
        }
        return sizes;
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ORGANIZATION", "MEMBERS", "TEAMS"})
    void aRepositoryThatIsRenamedIsFollowedAndOneThatIsBlockedIsNot(Part part) {
        InMemoryPartContext before = InMemoryPartContext.create();
        Subject formerly = subject(part);
        before.capture(part.snapshotter.apply(api), formerly);
        tools.rename("utils");
        InMemoryPartContext after = before.nextRun();
        after.capture(part.snapshotter.apply(api), formerly);
        assertThat(after.items(before.kinds().iterator().next()).keySet())
                .isEqualTo(before.items(before.kinds().iterator().next()).keySet());
        tools.block("dmca");
        assertThatThrownBy(() -> after.nextRun().capture(part.snapshotter.apply(api), formerly))
                .isInstanceOf(BlockedException.class);
    }

    @Test
    void issuesThatAreSwitchedOffKeepWhatIsSaidAboutPullRequests() {
        tools.issue(3).comment("hubot", "Well done");
        tools.set("has_issues", false);
        InMemoryPartContext context = InMemoryPartContext.create();
        assertThat(capture(Part.ISSUES, context)).isInstanceOf(Captured.Changed.class);
        assertThat(context.items("comments")).hasSize(2);
        assertThat(context.items("issues")).isEmpty();
        InMemoryPartContext pulls = InMemoryPartContext.create();
        capture(Part.PULLS, pulls);
        assertThat(pulls.items("pulls")).containsOnlyKeys("3");
    }

    @Test
    void whatWasSaidAboutAnIssueAndAPullRequestIsThere() {
        InMemoryPartContext issues = InMemoryPartContext.create();
        capture(Part.ISSUES, issues);
        assertThat(issues.items("issues")).containsOnlyKeys("1", "2", "3");
        assertThat(issues.items("comments").values()).singleElement().asString().contains("Here as well");
        assertThat(issues.items("events").values()).anyMatch(event -> event.contains("\"labeled\""));
        assertThat(issues.items("timeline").values()).anyMatch(item -> item.contains("CrossReferencedEvent"));
        InMemoryPartContext pulls = InMemoryPartContext.create();
        capture(Part.PULLS, pulls);
        assertThat(pulls.items("reviews").values()).singleElement().asString().contains("Nearly");
        assertThat(pulls.items("threads").values()).singleElement().asString().contains("\"isResolved\":true");
        assertThat(pulls.items("details").get("3")).contains("\"login\":\"hubot\"", "\"merged\":true");
        assertThat(pulls.items("pulls").get("3")).contains("\"requested_reviewers\":[{");
        assertThat(pulls.items("review-comments").values())
                .singleElement()
                .asString()
                .contains("Why?");
    }

    @Test
    void oneNewCommentTakesFourRequestsAndOneNewReviewThree() {
        InMemoryPartContext issues = InMemoryPartContext.create();
        capture(Part.ISSUES, issues);
        InMemoryPartContext pulls = InMemoryPartContext.create();
        capture(Part.PULLS, pulls);
        tools.issue(1).comment("hubot", "Again");
        tools.issue(3).pull().orElseThrow().review("hubot", "APPROVED", "Now");
        github.forgetRequests();
        InMemoryPartContext issuesNow = issues.nextRun();
        capture(Part.ISSUES, issuesNow);
        assertThat(github.requests()).hasSize(4);
        assertThat(issuesNow.items("comments")).hasSize(2);
        github.forgetRequests();
        InMemoryPartContext pullsNow = pulls.nextRun();
        capture(Part.PULLS, pullsNow);
        assertThat(github.requests()).hasSize(3);
        assertThat(pullsNow.items("reviews")).hasSize(2);
    }

    @Test
    void whatIsDeletedOrTransferredIsGoneAfterEverythingWasGoneThrough() {
        InMemoryPartContext context = InMemoryPartContext.create();
        capture(Part.ISSUES, context);
        tools.issue(1).transferTo(github.create("acme/other"));
        tools.issue(2).delete();
        InMemoryPartContext next = context.nextRun();
        next.fakeClock().advance(Duration.ofDays(21));
        capture(Part.ISSUES, next);
        assertThat(next.items("issues")).containsOnlyKeys("3");
    }

    @Test
    void manyIssuesAreAllThereThoughTheyChangeMeanwhile() {
        for (int i = 4; i <= 400; i++) {
            tools.open("issue " + i);
            github.advance(Duration.ofSeconds(i % 3));
        }
        List<String> seen = new ArrayList<>();
        github.watch(exchange -> {
            seen.add("one");
            tools.issue(10L + seen.size()).comment("hubot", "in between");
        });
        InMemoryPartContext context = InMemoryPartContext.create();
        capture(Part.ISSUES, context);
        assertThat(context.items("issues")).hasSize(400);
    }

    @Test
    void queriesCostWhatTheyAreSaidToCost() {
        for (int i = 4; i <= 103; i++) {
            tools.propose("change " + i, "branch-" + i);
        }
        capture(Part.PULLS, InMemoryPartContext.create());
        assertThat(points()).isEqualTo(7 + 7 + 1);
        capture(Part.ISSUES, InMemoryPartContext.create());
        assertThat(points()).isEqualTo(15 + 2 + 1);
        capture(Part.TEAMS, InMemoryPartContext.create());
        assertThat(points()).isEqualTo(18 + 1);
        assertThat(http.budgets(api.credentials()))
                .filteredOn(budget -> budget.resource().equals("graphql"))
                .singleElement()
                .satisfies(budget ->
                        assertThat(budget.limit() - budget.remaining()).isEqualTo(19));
    }

    private long points() {
        return github.meter().budget("user:octocat", "graphql").used();
    }

    @Test
    void anAssetIsDownloaded() throws IOException {
        InMemoryPartContext context = InMemoryPartContext.create();
        capture(Part.RELEASES, context);
        ContentRef asset = context.links().get(0);
        assertThat(asset.sizeInBytes()).hasValue(3);
        try (InputStream bytes = new GitHubContent(api).open(subject(Part.RELEASES), asset)) {
            assertThat(bytes.readAllBytes()).isEqualTo("zip".getBytes(UTF_8));
        }
    }

    @Test
    void anAttachmentIsFoundAndDownloaded() throws IOException {
        var file = tools.attach("log.txt", "line".getBytes(UTF_8));
        tools.open("see " + github.host().web() + file.path());
        tools.issue(4).set("body", "see " + github.host().web() + file.path());
        InMemoryPartContext context = InMemoryPartContext.create();
        capture(Part.ISSUES, context);
        assertThat(context.links()).hasSize(1);
        ContentRef content = context.links().get(0);
        try (InputStream bytes = new GitHubContent(api).open(subject(Part.ISSUES), content)) {
            assertThat(bytes.readAllBytes()).isEqualTo("line".getBytes(UTF_8));
        }
    }
}
