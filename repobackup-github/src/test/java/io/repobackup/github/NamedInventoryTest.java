package io.repobackup.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.BlockedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.subject.Availability;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.github.script.Node;
import io.repobackup.github.script.ScriptedGitHub;
import io.repobackup.http.json.JsonText;
import io.repobackup.http.json.JsonValue;
import io.repobackup.testkit.source.FakeSourceContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamedInventoryTest {

    private static final String BLOCK = "{\"message\":\"Repository access blocked\",\"block\":{\"reason\":\"dmca\"}}";

    private final Map<String, Node> byName = new HashMap<>();
    private final List<Integer> sizes = new ArrayList<>();
    private ScriptedGitHub host;

    @BeforeEach
    void open() throws IOException {
        host = new ScriptedGitHub();
        host.onQuery(this::answer);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private MockResponse answer(JsonValue query) {
        JsonValue variables = query.at("variables");
        Map<String, Map<String, ?>> data = new LinkedHashMap<>(Map.of("__typename", Map.of()));
        List<Map<String, ?>> errors = new ArrayList<>();
        int asked = variables.names().size() / 2;
        sizes.add(asked);
        for (int i = 0; i < asked; i++) {
            String name =
                    variables.at("o" + i).text() + "/" + variables.at("n" + i).text();
            Node node = byName.get(name);
            boolean isBlocked = node != null && node.graphQl().containsKey("blocked");
            data.put("r" + i, node == null || isBlocked ? null : node.graphQl());
            if (node == null || isBlocked) {
                errors.add(Map.of(
                        "type", isBlocked ? "FORBIDDEN" : "NOT_FOUND",
                        "path", List.of("r" + i),
                        "message", isBlocked ? "Repository access blocked" : "Could not resolve to a Repository"));
            }
        }
        return host.answer(200, json(data, errors));
    }

    /** With nulls, which are part of the answer. */
    private static String json(Map<String, Map<String, ?>> data, List<Map<String, ?>> errors) {
        StringBuilder text = new StringBuilder("{\"data\":{");
        data.forEach((name, value) -> text.append(text.length() > 9 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(value == null ? "null" : JsonText.of(value)));
        text.append('}');
        if (!errors.isEmpty()) {
            String all = JsonText.of(Map.of("errors", errors));
            text.append(',').append(all, 1, all.length() - 1);
        }
        return text.append('}').toString();
    }

    private GitHubSource source(String... names) {
        return GitHubSource.repositories(names)
                .host(host.web())
                .http(host.client())
                .credentials(host.token())
                .build();
    }

    private static List<String> names(Inventory inventory) {
        return inventory.subjects().stream()
                .map(offer -> offer.subject().name())
                .toList();
    }

    private static FakeSourceContext after(Inventory inventory) {
        return FakeSourceContext.after(inventory.state().orElseThrow());
    }

    @Test
    void manyNamesAreOneRequest() {
        String[] names =
                IntStream.rangeClosed(1, 120).mapToObj(i -> "acme/tool-" + i).toArray(String[]::new);
        for (int i = 0; i < names.length; i++) {
            byName.put(names[i], Node.of(i + 1, names[i]));
        }
        assertThat(names(source(names).inventory(FakeSourceContext.first()))).containsExactly(names);
        assertThat(sizes).containsExactly(100, 20);
    }

    @Test
    void aRenamedRepositoryIsFoundByItsOldName() {
        byName.put("acme/tools", Node.of(7, "beta/instruments"));
        GitHubSource source = source("acme/tools");
        Inventory inventory = source.inventory(FakeSourceContext.first());
        assertThat(names(inventory)).containsExactly("beta/instruments");
        host.on(
                "GET /api/v3/repositories/7",
                200,
                Node.of(7, "beta/instruments").rest());
        assertThat(source.find(new RepositoryId(host.name(), "8"), after(inventory)))
                .isEmpty();
    }

    @Test
    void twoNamesOfOneRepositoryAreOne() {
        byName.put("acme/tools", Node.of(7, "acme/instruments"));
        byName.put("acme/instruments", Node.of(7, "acme/instruments"));
        assertThat(names(source("acme/tools", "acme/instruments").inventory(FakeSourceContext.first())))
                .containsExactly("acme/instruments");
    }

    @Test
    void aNameThatNeverWasFailsTheInventory() {
        byName.put("acme/tools", Node.of(7, "acme/tools"));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> source("acme/tools", "acme/tolos").inventory(FakeSourceContext.first()))
                .withMessageContaining("'acme/tolos'")
                .withMessageContaining("check the name");
    }

    @Test
    void aRepositoryThatWasThereCountsAsGone() {
        byName.put("acme/tools", Node.of(7, "acme/tools"));
        byName.put("acme/other", Node.of(8, "acme/other"));
        GitHubSource source = source("acme/tools", "acme/other");
        Inventory before = source.inventory(FakeSourceContext.first());
        byName.remove("acme/other");
        Inventory after = source.inventory(after(before));
        assertThat(names(after)).containsExactly("acme/tools");
        assertThat(names(source.inventory(after(after)))).containsExactly("acme/tools");
    }

    @Test
    void aBlockedRepositoryIsKnownByItsNumber() {
        Node tools = Node.of(7, "acme/tools");
        byName.put("acme/tools", tools);
        GitHubSource source = source("acme/tools");
        Inventory before = source.inventory(FakeSourceContext.first());
        tools.with("blocked", true);
        host.on("GET /api/v3/repositories/7", 451, BLOCK);
        host.on("GET /api/v3/repos/acme/tools", 451, BLOCK);
        assertThat(source.inventory(after(before)).subjects()).singleElement().satisfies(offer -> {
            assertThat(offer.subject().id().id()).isEqualTo("7");
            assertThat(((RemoteRepository) offer.subject()).availability()).isEqualTo(Availability.LEGAL_BLOCK);
        });
        assertThatExceptionOfType(BlockedException.class).isThrownBy(() -> source.inventory(FakeSourceContext.first()));
    }

    @Test
    void namesHaveOwners() {
        for (String wrong : List.of("tools", "a/b/c", "acme/", "/tools", "acme/to ols", "acme/tools?x")) {
            assertThatExceptionOfType(MisconfiguredException.class)
                    .as(wrong)
                    .isThrownBy(() -> GitHubSource.repositories(wrong));
        }
        assertThatExceptionOfType(MisconfiguredException.class).isThrownBy(GitHubSource::repositories);
    }

    @Test
    void theIdDoesNotDependOnTheOrder() {
        assertThat(source("acme/tools").id()).isEqualTo(host.name() + "/repositories/acme/tools");
        assertThat(source("acme/tools", "Acme/other").id())
                .isEqualTo(source("acme/other", "acme/tools").id())
                .isNotEqualTo(source("acme/other", "acme/others").id())
                .contains("/repositories/2-");
    }
}
