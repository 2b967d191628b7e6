package io.repobackup.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Availability;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.Subject;
import io.repobackup.github.inventory.Visibility;
import io.repobackup.github.script.Node;
import io.repobackup.github.script.ScriptedGitHub;
import io.repobackup.github.script.ScriptedOrganization;
import io.repobackup.testkit.source.FakeSourceContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrganizationInventoryTest {

    private ScriptedGitHub host;
    private ScriptedOrganization acme;

    @BeforeEach
    void open() throws IOException {
        host = new ScriptedGitHub();
        acme = new ScriptedOrganization(host, "acme");
    }

    @AfterEach
    void close() {
        host.close();
    }

    private GitHubSource source() {
        return GitHubSource.organization("acme")
                .host(host.web())
                .http(host.client())
                .credentials(host.token())
                .build();
    }

    private Inventory inventory() {
        return source().inventory(FakeSourceContext.first());
    }

    private Inventory after(Inventory earlier) {
        return source().inventory(FakeSourceContext.after(earlier.state().orElseThrow()));
    }

    private static List<String> names(Inventory inventory) {
        return inventory.subjects().stream()
                .map(offer -> offer.subject().name())
                .toList();
    }

    private static RemoteRepository repository(Inventory inventory, long id) {
        return inventory.subjects().stream()
                .map(SubjectOffer::subject)
                .filter(subject ->
                        subject instanceof RemoteRepository && subject.id().id().equals(Long.toString(id)))
                .map(RemoteRepository.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aHundredRepositoriesAreOneRequest() {
        acme.addMany(250);
        assertThat(names(inventory()))
                .hasSize(251)
                .startsWith("acme", "acme/tool-1")
                .endsWith("acme/tool-250");
        assertThat(host.requests()).hasSize(3);
        assertThat(acme.sizes()).containsExactly(100, 100, 100);
    }

    @Test
    void thirteenThousandRepositoriesAreAHundredAndThirtyRequests() {
        acme.addMany(13_000);
        assertThat(inventory().subjects()).hasSize(13_001);
        assertThat(host.requests()).hasSize(130).containsOnly("POST /api/graphql");
    }

    @Test
    void aLimitIsWaitedForAndNothingIsMissing() {
        acme.addMany(120);
        AtomicInteger asked = new AtomicInteger();
        String reset = Long.toString(host.clock.instant().plusSeconds(600).getEpochSecond());
        host.onQuery(query -> asked.incrementAndGet() == 2
                ? host.answer(
                        200,
                        "{\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit exceeded for user\"}]}",
                        "X-RateLimit-Limit",
                        "5000",
                        "X-RateLimit-Remaining",
                        "0",
                        "X-RateLimit-Reset",
                        reset,
                        "X-RateLimit-Resource",
                        "graphql")
                : acme.answer(query));
        Instant before = host.clock.instant();
        assertThat(names(inventory())).hasSize(121);
        assertThat(Duration.between(before, host.clock.instant())).isGreaterThanOrEqualTo(Duration.ofSeconds(600));
    }

    @Test
    void aRepositoryIsItsNumber() {
        acme.add(Node.of(7, "acme/tools"));
        RemoteRepository tools = repository(inventory(), 7);
        assertThat(tools.id()).isEqualTo(new RepositoryId(host.name(), "7"));
        assertThat(tools.attributes())
                .isEqualTo(Map.of("node_id", "R_7", "visibility", "private", "default_branch", "main"));
    }

    @Test
    void anOrganisationIsItsNumber() {
        assertThat(inventory().subjects())
                .singleElement()
                .satisfies(offer -> assertThat(offer.subject().id()).isEqualTo(new OwnerId(host.name(), "9919")));
    }

    @Nested
    class States {

        @Test
        void aRenamedRepositoryIsTheSameOne() {
            acme.add(Node.of(7, "acme/tools"));
            Inventory before = inventory();
            acme.remove(acme.node(7));
            acme.add(Node.of(7, "acme/instruments"));
            Inventory after = after(before);
            assertThat(repository(after, 7).name()).isEqualTo("acme/instruments");
            assertThat(after.subjects()).hasSize(2);
        }

        @Test
        void aRepositoryThatWasCreatedAnewUnderTheNameIsAnotherOne() {
            acme.add(Node.of(7, "acme/tools"));
            Inventory before = inventory();
            acme = new ScriptedOrganization(host, "acme");
            acme.add(Node.of(8, "acme/tools"));
            assertThat(after(before).subjects())
                    .extracting(offer -> offer.subject().id().id())
                    .containsExactly("9919", "8");
        }

        @Test
        void aRepositoryThatWasDeletedIsNotListedAndNotFound() {
            Node tools = Node.of(7, "acme/tools");
            acme.add(tools).add(Node.of(8, "acme/other"));
            Inventory before = inventory();
            acme.remove(tools);
            assertThat(names(after(before))).containsExactly("acme", "acme/other");
            assertThat(source().find(new RepositoryId(host.name(), "7"), FakeSourceContext.first()))
                    .isEmpty();
        }

        @Test
        void aRepositoryThatWasTransferredIsNotFoundHere() {
            Node gone = Node.of(7, "beta/tools");
            acme.add(gone);
            assertThat(source().find(new RepositoryId(host.name(), "7"), FakeSourceContext.first()))
                    .isEmpty();
        }

        @Test
        void whatTheHostSaysOfEachIsItsAvailability() {
            acme.add(Node.of(1, "acme/active"))
                    .add(Node.of(2, "acme/archived").with("isArchived", true))
                    .add(Node.of(3, "acme/empty")
                            .with("isEmpty", true)
                            .without("pushedAt")
                            .without("defaultBranchRef"))
                    .add(Node.of(4, "acme/disabled").with("isDisabled", true).with("lockReason", "BILLING"))
                    .add(Node.of(5, "acme/embargoed").with("lockReason", "TRADE_RESTRICTION"))
                    .add(Node.of(6, "acme/moving").with("lockReason", "MOVING"));
            assertThat(inventory().subjects().stream().skip(1).map(OrganizationInventoryTest::availability))
                    .containsExactly(
                            Availability.ACTIVE,
                            Availability.ARCHIVED,
                            Availability.EMPTY,
                            Availability.DISABLED,
                            Availability.LEGAL_BLOCK,
                            Availability.ACTIVE);
        }
    }

    private static Availability availability(SubjectOffer offer) {
        Subject subject = offer.subject();
        return ((RemoteRepository) subject).availability();
    }

    @Nested
    class WhatIsWithheld {

        private final Node hidden = Node.of(8, "acme/taken-down");

        @BeforeEach
        void hide() {
            acme.add(Node.of(7, "acme/tools")).add(hidden);
            acme.hide(hidden);
            acme.error("FORBIDDEN", "Repository access blocked", "organization", "repositories", "nodes", 1);
            restListOf(Node.of(7, "acme/tools"), hidden);
        }

        private void restListOf(Node... nodes) {
            String list = String.join(",", Arrays.stream(nodes).map(Node::rest).toList());
            host.on(
                    "GET /api/v3/orgs/acme/repos?type=all&sort=created&direction=asc&per_page=100",
                    200,
                    "[" + list + "]");
        }

        @Test
        void byLawIsListedWithItsNoticeAndNothingElseFails() {
            host.on(
                    "GET /api/v3/repositories/8",
                    451,
                    "{\"message\":\"Repository access blocked\",\"block\":{\"reason\":\"dmca\",\"created_at\":"
                            + "\"2026-01-01T00:00:00Z\",\"html_url\":\"https://github.com/github/dmca/x.md\"}}");
            Inventory inventory = inventory();
            assertThat(names(inventory)).containsExactly("acme", "acme/tools", "acme/taken-down");
            assertThat(repository(inventory, 8).availability()).isEqualTo(Availability.LEGAL_BLOCK);
            assertThat(Captures.failureOf(inventory, 8, "git"))
                    .hasMessageContaining("git of acme/taken-down")
                    .hasMessageContaining("https://github.com/github/dmca/x.md");
        }

        @Test
        void byTermsIsListedAlike() {
            host.on(
                    "GET /api/v3/repositories/8",
                    403,
                    "{\"message\":\"Repository access blocked\",\"block\":{\"reason\":\"tos\"}}");
            assertThat(repository(inventory(), 8).availability()).isEqualTo(Availability.LEGAL_BLOCK);
        }

        @Test
        void becauseItIsSwitchedOffIsListedAsDisabled() {
            hidden.withRest("disabled", true);
            assertThat(repository(inventory(), 8).availability()).isEqualTo(Availability.DISABLED);
            host.on("GET /api/v3/repositories/8", 403, "{\"message\":\"This repository has been disabled.\"}");
            restListOf(Node.of(7, "acme/tools"), hidden);
            assertThat(repository(inventory(), 8).availability()).isEqualTo(Availability.DISABLED);
        }

        @Test
        void fromThisIdentityIsForbidden() {
            host.on("GET /api/v3/repositories/8", 403, "{\"message\":\"Resource not accessible by integration\"}");
            assertThat(Captures.failureOf(inventory(), 8, "git"))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("Resource not accessible by integration");
        }

        @Test
        void forNoReasonAtAllFailsTheInventory() {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .withMessageContaining("acme/taken-down");
        }

        @Test
        void andInNoListFailsTheInventory() {
            restListOf(Node.of(7, "acme/tools"));
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .withMessageContaining("does not show 1 repositories");
        }
    }

    @Nested
    class WhatIsIncompleteFails {

        @Test
        void aListFromWhichSingleSignOnLeftSomethingOut() {
            acme.addMany(2);
            acme.headers("X-GitHub-SSO", "partial-results; organizations=21955855,20582480");
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .withMessageContaining("21955855,20582480")
                    .withMessageContaining("authorise the token");
        }

        @Test
        void aTokenThatIsNotAuthorisedForSingleSignOn() {
            host.onQuery(query -> host.answer(
                    200,
                    "{\"data\":{\"organization\":null},\"errors\":[{\"type\":\"FORBIDDEN\",\"path\":[\"organization\"],"
                            + "\"extensions\":{\"saml_failure\":true},\"message\":\"Resource protected by organization"
                            + " SAML enforcement. You must grant your Personal Access token access to this"
                            + " organization.\"}]}",
                    "X-GitHub-SSO",
                    "required; url=https://github.com/orgs/acme/sso?authorization_request=AAAA"));
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .withMessageContaining("https://github.com/orgs/acme/sso")
                    .satisfies(e ->
                            assertThat(e.permission()).contains("single sign-on at https://github.com/orgs/acme/sso"));
        }

        @Test
        void aTokenThatIsRefusedForSingleSignOnByStatus() {
            host.onQuery(query -> host.answer(
                    403,
                    "{\"message\":\"Resource protected by organization SAML enforcement.\"}",
                    "X-GitHub-SSO",
                    "required; url=https://github.com/orgs/acme/sso?authorization_request=AAAA"));
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .withMessageContaining("https://github.com/orgs/acme/sso");
        }

        @Test
        void anAddressThatIsNotOnTheAllowList() {
            host.onQuery(query -> host.answer(
                    200,
                    "{\"data\":{\"organization\":null},\"errors\":[{\"type\":\"FORBIDDEN\",\"path\":[\"organization\"],"
                            + "\"message\":\"Although you appear to have the correct authorization credentials, the"
                            + " `acme` organization has an IP allow list enabled, and 192.0.2.1 is not permitted to"
                            + " access this resource.\"}]}"));
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .withMessageContaining("192.0.2.1")
                    .withMessageContaining("allow list of the organisation");
        }

        @Test
        void aTokenWithoutTheScope() {
            host.onQuery(query -> host.answer(
                    200,
                    "{\"errors\":[{\"type\":\"INSUFFICIENT_SCOPES\",\"message\":\"Your token has not been granted the"
                            + " required scopes to execute this query. The 'login' field requires one of the following"
                            + " scopes: ['read:org', 'read:discussion'], but your token has only been granted the:"
                            + " ['repo'] scopes.\"}]}"));
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .satisfies(e -> assertThat(e.permission()).contains("one of the scopes read:org, read:discussion"));
        }

        @Test
        void aTokenThatSeesNothingButWhatIsPublic() {
            acme.addMany(2);
            acme.headers("X-OAuth-Scopes", "public_repo, read:org");
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .withMessageContaining("«public_repo, read:org»")
                    .satisfies(e -> assertThat(e.permission()).contains("the scope repo"));
            acme.headers("X-OAuth-Scopes", "read:org, repo");
            assertThat(names(inventory())).hasSize(3);
            acme.headers("X-OAuth-Scopes", "");
            assertThat(names(inventory())).as("a fine-grained token").hasSize(3);
            acme.headers("X-OAuth-Scopes", "public_repo");
            GitHubSource open = GitHubSource.organization("acme")
                    .host(host.web())
                    .http(host.client())
                    .credentials(host.token())
                    .visibility(Visibility.PUBLIC)
                    .build();
            assertThat(names(open.inventory(FakeSourceContext.first()))).containsExactly("acme");
        }

        @Test
        void aTokenThatWasRevoked() {
            host.onQuery(query -> host.answer(401, "{\"message\":\"Bad credentials\"}"));
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .withMessageContaining("credentials of 'tester': renew them");
        }

        @Test
        void anOrganisationThatIsNotThere() {
            host.onQuery(query -> host.answer(
                    200,
                    "{\"data\":{\"organization\":null},\"errors\":[{\"type\":\"NOT_FOUND\",\"path\":[\"organization\"],"
                            + "\"message\":\"Could not resolve to an Organization with the login of 'acme'.\"}]}"));
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .withMessageContaining("no organization 'acme'")
                    .withMessageContaining("check the name");
        }

        @Test
        void anAnswerWithAnErrorThatNobodyKnows() {
            acme.addMany(2);
            acme.error("SOMETHING_NEW", "Something went wrong", "organization", "repositories", "pageInfo");
            host.onQuery(query -> host.answer(
                    200,
                    "{\"data\":{\"organization\":null},\"errors\":[{\"type\":\"NEW\",\"message\":\"went wrong\"}]}"));
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .withMessageContaining("went wrong");
        }

        @Test
        void aPageThatDoesNotCome() {
            acme.addMany(150);
            AtomicInteger asked = new AtomicInteger();
            host.onQuery(query ->
                    asked.incrementAndGet() == 1 ? acme.answer(query) : host.answer(500, "{\"message\":\"oops\"}"));
            assertThatExceptionOfType(UnavailableException.class).isThrownBy(OrganizationInventoryTest.this::inventory);
        }

        @Test
        void aListThatShiftsIsReadOnceMore() {
            Node last = Node.of(7, "acme/short-lived");
            acme.addMany(150).add(last);
            AtomicInteger pages = new AtomicInteger();
            Node first = Node.of(8, "acme/tool-first");
            acme.betweenPages(() -> {
                if (pages.incrementAndGet() == 1) {
                    acme.add(first);
                    acme.remove(last);
                }
            });
            assertThat(names(inventory()))
                    .hasSize(152)
                    .contains("acme/tool-first")
                    .doesNotContain("acme/short-lived");
        }

        @Test
        void aListFromWhichAnEarlierPageLostSomethingIsReadOnceMore() {
            Node early = Node.of(7, "acme/short-lived");
            acme.add(early).addMany(150);
            AtomicInteger pages = new AtomicInteger();
            acme.betweenPages(() -> {
                if (pages.incrementAndGet() == 1) {
                    acme.remove(early);
                }
            });
            assertThat(names(inventory())).hasSize(151).doesNotContain("acme/short-lived");
            assertThat(host.requests()).hasSize(4);
        }

        @Test
        void aListThatIsShorterThanItsTotal() {
            acme.addMany(2);
            acme.countsMore(1);
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .withMessageContaining("changed while it was read");
        }

        @Test
        void aListThatShiftsAgainAndAgain() {
            acme.addMany(150);
            AtomicInteger last = new AtomicInteger(1_000);
            acme.betweenPages(() -> acme.remove(removable(last)));
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(OrganizationInventoryTest.this::inventory)
                    .withMessageContaining("changed while it was read");
        }

        /** The first that there is. */
        private Node removable(AtomicInteger last) {
            return acme.node(last.incrementAndGet());
        }

        @Test
        void aSuddenDrop() {
            acme.addMany(20);
            Inventory before = inventory();
            acme = new ScriptedOrganization(host, "acme");
            acme.addMany(15);
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> after(before))
                    .withMessageContaining("shows 15 repositories where the last run saw 20")
                    .withMessageContaining("acceptingFewer()");
            acme.add(Node.of(16, "acme/another"));
            assertThat(names(after(before))).hasSize(17);
        }

        @Test
        void aSuddenDropUnlessItIsAccepted() {
            acme.addMany(20);
            Inventory before = inventory();
            acme = new ScriptedOrganization(host, "acme");
            GitHubSource accepting = GitHubSource.organization("acme")
                    .host(host.web())
                    .http(host.client())
                    .credentials(host.token())
                    .acceptingFewer()
                    .build();
            Inventory fewer =
                    accepting.inventory(FakeSourceContext.after(before.state().orElseThrow()));
            assertThat(names(fewer)).containsExactly("acme");
            assertThat(names(after(fewer))).containsExactly("acme");
        }

        @Test
        void anOrganisationWhoseNameSomebodyElseTook() {
            acme.addMany(2);
            Inventory before = inventory();
            acme.number(666);
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> after(before))
                    .withMessageContaining("'acme' any more, which has the number 9919");
        }
    }

    @Nested
    class WhatTheHostDoesNotTell {

        @Test
        void isLeftOutAndThePartsGoWithoutMark() {
            acme.addMany(150);
            for (int i = 0; i < 100; i++) {
                acme.error(
                        "FORBIDDEN",
                        "Resource not accessible by integration",
                        "organization",
                        "repositories",
                        "nodes",
                        i,
                        "issues");
            }
            assertThat(names(inventory())).hasSize(151);
            assertThat(acme.texts()).hasSize(3);
            assertThat(acme.texts().get(0)).contains(" issues(");
            assertThat(acme.texts().get(1)).doesNotContain(" issues(").contains("pullRequests(");
        }

        @Test
        void becauseItsVersionDoesNotKnowItIsLeftOut() {
            AtomicInteger asked = new AtomicInteger();
            acme.addMany(2);
            host.onQuery(query -> {
                asked.incrementAndGet();
                return query.at("query").text().contains("discussions(")
                        ? host.answer(
                                200,
                                "{\"errors\":[{\"path\":[\"fragment R\",\"discussions\"],\"extensions\":{\"code\":"
                                        + "\"undefinedField\",\"fieldName\":\"discussions\"},\"message\":\"Field"
                                        + " 'discussions' doesn't exist on type 'Repository'\"}]}")
                        : acme.answer(query);
            });
            assertThat(names(inventory())).hasSize(3);
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void aPageThatTakesTooLongIsHalved() {
        acme.addMany(120);
        host.onQuery(query -> query.at("variables", "first").number() > 25
                ? host.answer(502, "{\"message\":\"We couldn't respond to your request in time.\"}")
                : acme.answer(query));
        assertThat(names(inventory())).hasSize(121);
        assertThat(acme.sizes()).containsExactly(25, 25, 25, 25, 25);
    }

    @Test
    void anInventoryMayBeCancelledBetweenPages() {
        acme.addMany(250);
        FakeSourceContext context = FakeSourceContext.first();
        context.cancelAtCheck(3);
        assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> source().inventory(context));
        assertThat(host.requests()).hasSizeLessThan(3);
    }

    @Test
    void theStateHoldsNoSecret() {
        acme.addMany(2);
        assertThat(inventory().state().orElseThrow().json())
                .isEqualTo("{\"repositories\":2,\"owners\":{\"acme\":9919},\"names\":{}}");
    }

    @Test
    void aServerWithoutLimitsIsAskedAsAnyOther() {
        acme.addMany(120);
        assertThat(names(inventory())).hasSize(121);
        assertThat(host.requests()).containsOnly("POST /api/graphql");
    }
}
