package io.repobackup.github.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.Captured;
import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.github.scripted.Scene;
import io.repobackup.github.scripted.ScriptedItem;
import io.repobackup.testkit.capture.InMemoryPartContext;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitHubReleasesTest {

    private static final String PATH = "repos/acme/tools/releases";
    private static final String DIGEST = "ab".repeat(32);

    private final Scene scene = new Scene();

    @AfterEach
    void end() {
        scene.close();
    }

    private Captured capture(InMemoryPartContext context) {
        return scene.capture(context, GitHubReleases::new);
    }

    private InMemoryPartContext first() {
        InMemoryPartContext context = InMemoryPartContext.create();
        capture(context);
        return context;
    }

    private void release(long id, String assets) {
        scene.host.list(PATH).removeIf(release -> release.id() == id);
        scene.host.list(PATH).add(0, new ScriptedItem(id, Scene.BEGINNING).with("assets", "[" + assets + "]"));
    }

    private String asset(long id, String more) {
        return "{\"id\":" + id + ",\"url\":\"" + scene.host.web() + "api/v3/" + PATH + "/assets/" + id
                + "\",\"size\":3,\"updated_at\":\"2025-01-01T00:00:00Z\"," + more + "}";
    }

    private String assets(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(id -> asset(id, "\"state\":\"uploaded\""))
                .collect(Collectors.joining(","));
    }

    @Test
    void assetsAreLinkedWithTheirSizesAndDigests() {
        release(1, asset(11, "\"state\":\"uploaded\",\"digest\":\"sha256:" + DIGEST + "\""));
        InMemoryPartContext context = first();
        assertThat(context.items("releases")).containsOnlyKeys("1");
        assertThat(context.links())
                .containsExactly(new ContentRef(
                        "release-asset/11",
                        Optional.of(DIGEST),
                        OptionalLong.of(3),
                        URI.create(scene.host.web() + "api/v3/" + PATH + "/assets/11")));
        assertThat(scene.host.requests()).hasSize(1);
    }

    @Test
    void anAssetWithoutAUsableDigestIsLinkedWithoutOne() {
        release(1, asset(11, "\"state\":\"uploaded\",\"digest\":null") + "," + asset(12, "\"digest\":\"md5:ab\""));
        assertThat(first().links()).hasSize(2).allMatch(link -> link.sha256().isEmpty());
    }

    @Test
    void anAssetThatWasNotUploadedToItsEndIsNotLinked() {
        release(1, asset(11, "\"state\":\"starter\"") + "," + asset(12, "\"state\":\"uploaded\""));
        assertThat(first().links()).extracting(ContentRef::id).containsExactly("release-asset/12");
    }

    @Test
    void draftsAreTaken() {
        release(1, "");
        scene.item(PATH, 1).with("draft", "true").with("published_at", "null");
        assertThat(first().items("releases").get("1")).contains("\"draft\":true");
    }

    @Test
    void downloadsAreNoChange() {
        release(1, asset(11, "\"download_count\":1"));
        InMemoryPartContext context = first();
        release(1, asset(11, "\"download_count\":2"));
        assertThat(capture(context.nextRun())).isInstanceOf(Captured.Same.class);
    }

    @Test
    void releasesThatAreAsTheyWereCostNothing() {
        release(1, assets(30));
        scene.host.list(PATH + "/1/assets");
        InMemoryPartContext context = first();
        scene.host.forgetRequests();
        assertThat(capture(context.nextRun())).isInstanceOf(Captured.Same.class);
        assertThat(scene.host.requests()).hasSize(1);
        assertThat(scene.host.unchanged()).hasSize(1);
    }

    @Test
    void aReleaseThatShowsManyAssetsIsAskedForAllOfThem() {
        release(1, assets(30));
        release(2, asset(500, "\"state\":\"uploaded\""));
        for (int i = 1; i <= 120; i++) {
            scene.host
                    .list(PATH + "/1/assets")
                    .add(new ScriptedItem(i, Scene.BEGINNING).with("url", "\"" + scene.host.web() + "a/" + i + "\""));
        }
        InMemoryPartContext context = first();
        assertThat(context.items("assets")).hasSize(120).containsKey("1/120");
        assertThat(context.links()).hasSize(121);
        assertThat(scene.host.requests()).hasSize(3);

        scene.host.forgetRequests();
        scene.item(PATH, 2).with("name", "\"renamed\"");
        InMemoryPartContext second = context.nextRun();
        capture(second);
        assertThat(scene.host.requests()).hasSize(1);

        scene.host.list(PATH + "/1/assets").removeIf(asset -> asset.id() == 9);
        release(1, assets(31));
        InMemoryPartContext third = second.nextRun();
        capture(third);
        assertThat(third.items("assets")).hasSize(119).doesNotContainKey("1/9");
    }

    @Test
    void aCaptureThatIsKilledAmongManyAssetsGoesOnThere() {
        for (int release = 1; release <= 50; release++) {
            release(release, assets(30));
            scene.host
                    .list(PATH + "/" + release + "/assets")
                    .add(new ScriptedItem(release, Scene.BEGINNING).with("url", "\"" + scene.host.web() + "a\""));
        }
        InMemoryPartContext killed = InMemoryPartContext.create();
        killed.cancelAtCheck(30);
        assertThatThrownBy(() -> capture(killed)).isInstanceOf(CancelledException.class);
        scene.host.forgetRequests();
        InMemoryPartContext again = killed.nextRun();
        capture(again);
        assertThat(scene.host.requests()).hasSize(1 + 30);
        assertThat(again.items("assets")).hasSize(50);
        assertThat(again.items("releases")).hasSize(50);
    }
}
