package io.repobackup.github.standin.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.github.standin.GitHubStandIn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What other tests do with a stand-in, held to what the host publishes.
 *
 * <pre>{@code
 * Held held = Held.by(github);
 * …
 * held.assertAllIsAsPublished();
 * }</pre>
 *
 * <p>Where the descriptions are missing nothing is checked: {@code GraphQlIsAsPublishedTest} and its like say so loudly.
 * <i>Thread-safe.</i>
 */
public final class Held {

    private final GitHubStandIn github;
    private final Optional<OpenApiCheck> rest;

    private Held(GitHubStandIn github, Optional<OpenApiCheck> rest) {
        this.github = github;
        this.rest = rest;
    }

    /** Looks at everything that the stand-in serves from now on. */
    public static Held by(GitHubStandIn github) {
        Optional<OpenApiCheck> rest = Published.isThere() ? Optional.of(new OpenApiCheck()) : Optional.empty();
        rest.ifPresent(github::watch);
        return new Held(github, rest);
    }

    /** Fails the test when something was asked or answered that the host does not have. */
    public void assertAllIsAsPublished() {
        assertThat(rest.map(OpenApiCheck::objections).orElse(List.of())).isEmpty();
        if (rest.isPresent()) {
            assertThat(objections(github.graphQl().queries())).isEmpty();
        }
    }

    private static Set<String> objections(Set<String> queries) {
        Set<String> objections = new TreeSet<>();
        queries.forEach(query ->
                GraphQlCheck.published().query(query).forEach(wrong -> objections.add(wrong + " in " + query)));
        return objections;
    }
}
