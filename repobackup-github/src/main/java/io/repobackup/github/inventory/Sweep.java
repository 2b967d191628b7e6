package io.repobackup.github.inventory;

import io.repobackup.github.host.GitHubApi;
import io.repobackup.github.host.Refusals;
import io.repobackup.http.PageSize;
import io.repobackup.http.graphql.GraphQlAnswer;
import io.repobackup.http.graphql.GraphQlError;
import io.repobackup.http.graphql.GraphQlQuery;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Queries for many repositories, one after the other. A list that the host does not tell of, because the token has no
 * permission for it or the host's version does not know it, is left out from then on: the parts go without a mark, and
 * say for themselves what they miss.
 *
 * <p><i>Confined to one thread.</i>
 */
final class Sweep {

    private static final Set<String> UNTOLD = Set.of("FORBIDDEN", "undefinedField", "INSUFFICIENT_SCOPES");

    private static final String SCOPES = "X-OAuth-Scopes";

    private final GitHubApi api;
    private final Asking asking;
    private final PageSize size = PageSize.upTo(GitHubApi.PAGE);
    private SweepQuery query = SweepQuery.ofEverything();
    private @Nullable String scopes;

    Sweep(GitHubApi api, Asking asking) {
        this.api = api;
        this.asking = asking;
    }

    GitHubApi api() {
        return api;
    }

    Asking asking() {
        return asking;
    }

    /**
     * What the token may do, in the host's words, after an answer: of <a
     * href="https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps">classic tokens and those
     * of OAuth</a>. Others have permissions, which are told neither so nor with an empty header; a classic token without
     * any scope cannot be told from them.
     */
    Optional<String> scopes() {
        return Optional.ofNullable(scopes).filter(Predicate.not(String::isBlank));
    }

    /** Writes a query for so many repositories, which ends with the fragment. */
    @FunctionalInterface
    interface Queries {
        GraphQlQuery of(int repositories, String fragment);
    }

    /** Asks for as many repositories as the host can give at once. Errors in the answer are about single ones. */
    GraphQlAnswer ask(Queries queries) {
        while (true) {
            asking.betweenRequests().run();
            String fragment = query.fragment();
            GraphQlAnswer answer = api.ask(
                    query.points(size.now()),
                    size,
                    repositories -> queries.of(repositories, fragment),
                    (response, said) -> scopes = response.header(SCOPES).orElse(null));
            Set<Counted> untold = untold(answer);
            if (untold.isEmpty()) {
                answer.errors().forEach(Sweep::throwAtCaller);
                return answer;
            }
            query = query.without(untold);
        }
    }

    private Set<Counted> untold(GraphQlAnswer answer) {
        Set<Counted> untold = EnumSet.noneOf(Counted.class);
        answer.errors().stream()
                .filter(error -> UNTOLD.contains(error.type()))
                .flatMap(error -> list(error).stream())
                .filter(query.lists()::contains)
                .forEach(untold::add);
        return untold;
    }

    private static Optional<Counted> list(GraphQlError error) {
        return error.path().stream()
                .map(Counted::named)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static void throwAtCaller(GraphQlError error) {
        Refusals.of(error).ifPresent(refusal -> {
            throw refusal;
        });
    }
}
