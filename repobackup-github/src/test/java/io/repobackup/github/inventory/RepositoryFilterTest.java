package io.repobackup.github.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepositoryFilterTest {

    private static FoundRepository repository(String name, Visibility visibility, Set<Trait> traits, String... topics) {
        return new FoundRepository(
                new RepositoryName(1, "R_1", name, URI.create("https://github.com/" + name)),
                visibility,
                traits,
                new Moments(Optional.empty(), "", Optional.empty()),
                List.of(topics),
                Map.of(),
                Optional.empty());
    }

    private static FoundRepository named(String name) {
        return repository(name, Visibility.PUBLIC, Set.of());
    }

    @Test
    void namesAreGlobsWithoutCase() {
        RepositoryFilter filter = RepositoryFilter.all().withNames(List.of("Tool-*", "acme/x?z", "a+b"));
        assertThat(filter.takes(named("acme/tool-1"))).isTrue();
        assertThat(filter.takes(named("acme/TOOL-"))).isTrue();
        assertThat(filter.takes(named("acme/my-tool-1"))).isFalse();
        assertThat(filter.takes(named("acme/xyz"))).isTrue();
        assertThat(filter.takes(named("beta/xyz"))).isFalse();
        assertThat(filter.takes(named("acme/xyyz"))).isFalse();
        assertThat(filter.takes(named("acme/aab"))).isFalse();
    }

    @Test
    void exceptionsCountMore() {
        RepositoryFilter filter =
                RepositoryFilter.all().withNames(List.of("tool-*")).withoutNames(List.of("*-old"));
        assertThat(filter.takes(named("acme/tool-1"))).isTrue();
        assertThat(filter.takes(named("acme/tool-old"))).isFalse();
    }

    @Test
    void kindsMayBeLeftOutOrTakenAlone() {
        FoundRepository fork = repository("acme/fork", Visibility.PUBLIC, Set.of(Trait.FORK));
        RepositoryFilter all = RepositoryFilter.all();
        assertThat(all.takes(fork)).isTrue();
        assertThat(all.with(Trait.FORK, Choice.LEFT_OUT).takes(fork)).isFalse();
        assertThat(all.with(Trait.FORK, Choice.LEFT_OUT).takes(named("acme/tools")))
                .isTrue();
        assertThat(all.with(Trait.FORK, Choice.ALONE).takes(fork)).isTrue();
        assertThat(all.with(Trait.FORK, Choice.ALONE).takes(named("acme/tools")))
                .isFalse();
    }

    @Test
    void visibilityAndTopicsSelect() {
        FoundRepository inside = repository("acme/inside", Visibility.INTERNAL, Set.of(), "java", "tool");
        RepositoryFilter all = RepositoryFilter.all();
        assertThat(all.withVisibilities(Set.of(Visibility.INTERNAL)).takes(inside))
                .isTrue();
        assertThat(all.withVisibilities(Set.of(Visibility.PUBLIC)).takes(inside))
                .isFalse();
        assertThat(all.withTopics(List.of("Java", "c")).takes(inside)).isTrue();
        assertThat(all.withTopics(List.of("c")).takes(inside)).isFalse();
        assertThat(all.withTopics(List.of("java")).takes(named("acme/tools"))).isFalse();
    }

    @Test
    void itsTextTellsFiltersApart() {
        RepositoryFilter all = RepositoryFilter.all();
        assertThat(all).hasToString("");
        assertThat(all.with(Trait.FORK, Choice.INCLUDED)).hasToString("");
        assertThat(all.withNames(List.of("b", "a")).with(Trait.FORK, Choice.LEFT_OUT))
                .hasToString(all.with(Trait.FORK, Choice.LEFT_OUT)
                        .withNames(List.of("a"))
                        .withNames(List.of("b"))
                        .toString())
                .hasToString("name=a&name=b&FORK=LEFT_OUT");
        assertThat(all.withNames(List.of("a")).toString())
                .isNotEqualTo(all.withoutNames(List.of("a")).toString());
    }
}
