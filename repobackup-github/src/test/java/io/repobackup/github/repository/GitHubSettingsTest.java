package io.repobackup.github.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.github.owner.GitHubOrganization;
import io.repobackup.github.scripted.Scene;
import io.repobackup.testkit.capture.InMemoryPartContext;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitHubSettingsTest {

    private static final String PATH = "repos/acme/tools";

    private final Scene scene = new Scene();

    @AfterEach
    void end() {
        scene.close();
    }

    private Captured capture(InMemoryPartContext context) {
        return scene.capture(context, GitHubSettings::new);
    }

    private void repository(String fields) {
        scene.host.document(PATH, "{\"id\": 77, " + fields + ",\"of_tomorrow\":[1.50e1]}");
    }

    @Test
    void settingsAreByteForByteWhatTheHostSent() {
        repository("\"topics\":[\"a\"]");
        InMemoryPartContext context = InMemoryPartContext.create();
        capture(context);
        assertThat(context.items("repository"))
                .containsEntry("77", "{\"id\": 77, \"topics\":[\"a\"],\"of_tomorrow\":[1.50e1]}");
        assertThat(scene.host.requests()).containsExactly("GET /api/v3/repos/acme/tools");
    }

    @Test
    void settingsThatAreAsTheyWereCostNothing() {
        repository("\"topics\":[]");
        InMemoryPartContext context = InMemoryPartContext.create();
        capture(context);
        assertThat(capture(context.nextRun())).isInstanceOf(Captured.Same.class);
        assertThat(scene.host.unchanged()).hasSize(1);
    }

    @Test
    void starsAndPushesAreNoChangeAndTopicsAreOne() {
        repository("\"stargazers_count\":1,\"pushed_at\":\"a\",\"parent\":{\"size\":1},\"topics\":[]");
        InMemoryPartContext context = InMemoryPartContext.create();
        capture(context);
        repository("\"stargazers_count\":2,\"pushed_at\":\"b\",\"parent\":{\"size\":2},\"topics\":[]");
        assertThat(capture(context.nextRun())).isInstanceOf(Captured.Same.class);
        repository("\"stargazers_count\":3,\"pushed_at\":\"b\",\"parent\":{\"size\":2},\"topics\":[\"x\"]");
        InMemoryPartContext changed = context.nextRun();
        assertThat(capture(changed)).isInstanceOf(Captured.Changed.class);
        assertThat(changed.items("repository").get("77")).contains("\"stargazers_count\":3");
    }

    @Test
    void aTokenForCloningIsNotKept() {
        repository("\"temp_clone_token\":\"ABTLWHOULUVAXGTRYU7OC2876QJ2O\",\"parent\":{\"temp_clone_token\":\"ABT\"}");
        InMemoryPartContext context = InMemoryPartContext.create();
        capture(context);
        assertThat(context.items("repository").get("77"))
                .contains("\"temp_clone_token\":null,\"parent\":{\"temp_clone_token\":null}")
                .doesNotContain("ABT");
    }

    @Test
    void aRepositoryThatTookTheNameIsRefused() {
        scene.host.document(PATH, "{\"id\":78}");
        assertThatThrownBy(() -> capture(InMemoryPartContext.create()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("id 78 instead of 77");
    }

    @Test
    void aBlockIsOneWithItsNotice() {
        scene.host.fail(
                "/api/v3/" + PATH,
                new MockResponse.Builder()
                        .code(403)
                        .body("{\"message\":\"Repository access blocked\",\"block\":{\"reason\":\"tos\"}}")
                        .build());
        assertThatThrownBy(() -> capture(InMemoryPartContext.create())).isInstanceOf(BlockedException.class);
    }

    @Test
    void anOrganisationIsADocumentToo() {
        scene.host.document(
                "orgs/acme", "{\"id\":5,\"followers\":1,\"plan\":{\"filled_seats\":4},\"description\":\"a\"}");
        InMemoryPartContext context = InMemoryPartContext.create();
        context.capture(new GitHubOrganization(scene.api), Scene.organization());
        assertThat(context.items("organization")).containsOnlyKeys("5");
        scene.host.document(
                "orgs/acme", "{\"id\":5,\"followers\":2,\"plan\":{\"filled_seats\":5},\"description\":\"a\"}");
        assertThat(context.nextRun().capture(new GitHubOrganization(scene.api), Scene.organization()))
                .isInstanceOf(Captured.Same.class);
    }
}
