package io.repobackup.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.capture.State;
import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.PartWork;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.github.offer.GitHubParts;
import io.repobackup.github.script.Node;
import io.repobackup.github.script.ScriptedGitHub;
import io.repobackup.github.script.ScriptedOrganization;
import io.repobackup.testkit.capture.InMemoryPartContext;
import io.repobackup.testkit.source.FakeSourceContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffersTest {

    private static final Snapshotter READING =
            (subject, context) -> new Captured.Changed(new State(1, "{\"read\":true}"));
    private static final List<Part> PARTS = Stream.of(
                    "repository",
                    "labels",
                    "milestones",
                    "issues",
                    "pulls",
                    "commit-comments",
                    "releases",
                    "organization",
                    "members",
                    "teams")
            .map(Part::new)
            .toList();

    private ScriptedGitHub host;

    @BeforeEach
    void open() throws IOException {
        host = new ScriptedGitHub();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private Inventory inventory(Node node, UnaryOperator<GitHubSourceBuilder> settings) {
        new ScriptedOrganization(host, "acme").add(node);
        Map<Part, Snapshotter> readers = PARTS.stream().collect(Collectors.toMap(Function.identity(), part -> READING));
        return settings.apply(GitHubSource.organization("acme")
                        .host(host.web())
                        .http(host.client())
                        .credentials(host.token())
                        .parts(api -> new GitHubParts(readers, (subject, content) -> InputStream.nullInputStream())))
                .build()
                .inventory(FakeSourceContext.first());
    }

    private SubjectOffer offered(Node node) {
        return Captures.offer(inventory(node, source -> source), Long.parseLong(node.id()));
    }

    private static Node tools() {
        return Node.of(7, "acme/tools");
    }

    private static String mark(SubjectOffer offer, String part) {
        return Captures.part(offer, part).mark().orElseThrow().text();
    }

    @Test
    void everyPartIsOfferedInOneLaneOfItsCredential() {
        SubjectOffer offer = offered(tools());
        assertThat(offer.parts())
                .extracting(part -> part.part().name())
                .containsExactly(
                        "git",
                        "wiki",
                        "repository",
                        "labels",
                        "milestones",
                        "issues",
                        "pulls",
                        "commit-comments",
                        "releases");
        assertThat(offer.parts().stream().skip(2)).extracting(PartOffer::lane).allSatisfy(lane -> {
            assertThat(lane.key()).isEqualTo("api:" + host.name() + ":tester");
            assertThat(lane.width()).isEqualTo(1);
        });
    }

    @Test
    void anOrganisationIsLookedAtOnceADay() {
        assertThat(inventory(tools(), source -> source).subjects().get(0).parts())
                .hasSize(3)
                .allSatisfy(part -> {
                    assertThat(part.checkEvery()).contains(Duration.ofDays(1));
                    assertThat(part.mark()).isEmpty();
                });
    }

    @Test
    void gitIsReachedAtTheHostItselfWithTheTokenAsPassword() {
        GitEndpoint git = ((PartWork.Git) Captures.part(offered(tools()), "git").work()).endpoint();
        assertThat(git.url()).isEqualTo(URI.create(host.web() + "/acme/tools.git"));
        assertThat(git.credentials().identity()).isEqualTo("tester");
        assertThat(git.lfs()).isEqualTo(LfsRules.ANY_HOST);
        assertThat(git.refs().includes("refs/pull/1/merge")).isFalse();
        assertThat(git.refs().includes("refs/pull/1/head")).isTrue();
        assertThat(git.refs().isLate("refs/pull/1/head")).isTrue();
        assertThat(git.refs().includes("refs/heads/merge")).isTrue();
    }

    @Test
    void theRuleForLfsIsTheUsers() {
        Inventory inventory = inventory(tools(), source -> source.lfs(LfsRules.OFF));
        PartWork.Git git =
                (PartWork.Git) Captures.part(inventory.subjects().get(1), "git").work();
        assertThat(git.endpoint().lfs()).isEqualTo(LfsRules.OFF);
    }

    @Test
    void gitMovesWithPushesWithTheDefaultBranchAndWithPullRequestsFromForks() {
        String before = mark(offered(tools()), "git");
        assertThat(mark(offered(tools()), "git")).isEqualTo(before);
        assertThat(mark(offered(tools().with("updatedAt", "2026-02-01T00:00:00Z")), "git"))
                .isEqualTo(before);
        assertThat(mark(offered(tools().with("pushedAt", "2026-02-01T00:00:00Z")), "git"))
                .isNotEqualTo(before);
        assertThat(mark(
                        offered(tools().with(
                                        "defaultBranchRef",
                                        Map.of("name", "dev", "target", Map.of("oid", "a".repeat(40))))),
                        "git"))
                .isNotEqualTo(before);
        assertThat(mark(offered(tools().list("pullRequests", 1, "2026-01-01T00:00:00Z")), "git"))
                .isNotEqualTo(before);
        assertThat(mark(offered(tools().list("issues", 1, "2026-01-01T00:00:00Z")), "git"))
                .isEqualTo(before);
    }

    @Test
    void aRepositoryWithoutAnyPushHasAMarkAsWell() {
        SubjectOffer empty =
                offered(tools().with("isEmpty", true).without("pushedAt").without("defaultBranchRef"));
        assertThat(mark(empty, "git")).contains("never pushed to");
        assertThat(mark(empty, "wiki")).isNotBlank();
    }

    @Test
    void settingsMoveWithEverythingThatIsListedOfThem() {
        String before = mark(offered(tools()), "repository");
        for (Node changed : List.of(
                tools().with("updatedAt", "2026-02-01T00:00:00Z"),
                tools().with("isArchived", true),
                tools().with("visibility", "PUBLIC"),
                tools().with("hasWikiEnabled", false),
                tools().topics("tool", "java"),
                tools().with("nameWithOwner", "acme/instruments"))) {
            assertThat(mark(offered(changed), "repository")).isNotEqualTo(before);
        }
        assertThat(mark(
                        offered(tools().topics(Stream.generate(() -> "x".repeat(50))
                                .limit(20)
                                .toArray(String[]::new))),
                        "repository"))
                .hasSizeLessThan(300);
    }

    @Test
    void listsMoveWithTheirLengthAndTheirNewestEntry() {
        SubjectOffer before = offered(
                tools().list("issues", 2, "2026-01-01T00:00:00Z").list("pullRequests", 1, "2026-01-02T00:00:00Z"));
        assertThat(mark(before, "issues")).isEqualTo("2 to 2026-01-01T00:00:00Z; 1 to 2026-01-02T00:00:00Z");
        assertThat(mark(before, "pulls")).isEqualTo("1 to 2026-01-02T00:00:00Z");
        assertThat(mark(before, "labels")).isEqualTo("0");
    }

    @Test
    void aListOfWhichTheHostTellsNothingIsLookedAtOnceADay() {
        PartOffer issues = Captures.part(offered(tools().without("issues")), "issues");
        assertThat(issues.mark()).isEmpty();
        assertThat(issues.checkEvery()).contains(Duration.ofDays(1));
    }

    @Test
    void aListWithoutEntriesIsNotAskedForUnlessItHadSome() {
        SubjectOffer offer = offered(tools());
        PartWork.Metadata labels =
                (PartWork.Metadata) Captures.part(offer, "labels").work();
        InMemoryPartContext first = InMemoryPartContext.create();
        assertThat(first.capture(labels.snapshotter(), offer.subject())).isInstanceOf(Captured.Missing.class);
        InMemoryPartContext had = InMemoryPartContext.create();
        had.capture(READING, offer.subject());
        assertThat(had.nextRun().capture(labels.snapshotter(), offer.subject())).isInstanceOf(Captured.Changed.class);
        SubjectOffer one = offered(tools().list("labels", 1, "2026-01-01T00:00:00Z"));
        assertThat(Captures.capture(one, "labels", InMemoryPartContext.create()))
                .isInstanceOf(Captured.Changed.class);
    }

    @Test
    void issuesThatAreSwitchedOffAreOfferedForTheSakeOfPullRequests() {
        Node node = tools().with("hasIssuesEnabled", false);
        assertThat(Captures.capture(offered(node), "issues", InMemoryPartContext.create()))
                .isInstanceOf(Captured.Missing.class);
        node.list("pullRequests", 1, "2026-01-01T00:00:00Z");
        PartOffer issues = Captures.part(offered(node), "issues");
        assertThat(issues.isOptional()).isTrue();
        assertThat(Captures.part(offered(tools()), "issues").isOptional()).isFalse();
    }

    @Test
    void aWikiThatIsSwitchedOffIsAbsentAndOneWithoutPagesIsNoFailure() {
        SubjectOffer off = offered(tools().with("hasWikiEnabled", false));
        assertThat(Captures.capture(off, "wiki", InMemoryPartContext.create()))
                .isEqualTo(new Captured.Missing("the wiki is switched off"));
        PartOffer on = Captures.part(offered(tools()), "wiki");
        assertThat(on.isOptional()).isTrue();
        GitEndpoint endpoint = ((PartWork.Git) on.work()).endpoint();
        assertThat(endpoint.url()).isEqualTo(URI.create(host.web() + "/acme/tools.wiki.git"));
        assertThat(endpoint.lfs()).isEqualTo(LfsRules.OFF);
    }

    @Test
    void looksAreSpreadByNumber() {
        assertThat(Captures.part(offered(Node.of(101, "acme/tools")), "git").checkEvery())
                .contains(Duration.ofDays(30));
        assertThat(Captures.part(offered(Node.of(201, "acme/tools")), "git").checkEvery())
                .contains(Duration.ofDays(30).multipliedBy(5).dividedBy(4));
        assertThat(Captures.part(offered(Node.of(101, "acme/tools")), "wiki").checkEvery())
                .contains(Duration.ofDays(7));
    }

    @Test
    void howOftenIsTheUsers() {
        Inventory inventory =
                inventory(Node.of(101, "acme/tools"), source -> source.checkEvery(Part.WIKI, Duration.ofHours(6)));
        assertThat(Captures.part(inventory.subjects().get(1), "wiki").checkEvery())
                .contains(Duration.ofHours(6));
    }

    @Test
    void whatIsWithheldIsNotAskedFor() {
        SubjectOffer offer = offered(tools().with("isDisabled", true).with("lockReason", "BILLING"));
        host.requests().clear();
        assertThat(offer.parts()).hasSize(9);
        for (PartOffer part : offer.parts()) {
            assertThatThrownBy(() -> Captures.capture(offer, part.part().name(), InMemoryPartContext.create()))
                    .isInstanceOf(BlockedException.class)
                    .hasMessageContaining("BILLING");
        }
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void filtersAreAPartOfTheId() {
        assertThat(inventory(tools(), source -> source.exceptNames("tool*")).subjects())
                .hasSize(1);
        GitHubSourceBuilder source =
                GitHubSource.organization("ACME").http(host.client()).credentials(host.token());
        assertThat(source.build().id()).isEqualTo("github.com/orgs/acme");
        assertThat(source.exceptNames("tool*").build().id()).isEqualTo("github.com/orgs/acme?name!=tool*");
        assertThat(source.names("x".repeat(500)).build().id())
                .startsWith("github.com/orgs/acme?")
                .hasSizeLessThan(60);
    }
}
