package io.repobackup.github.inventory;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.http.graphql.GraphQlAnswer;
import io.repobackup.http.graphql.GraphQlQuery;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.paging.PageMarks;
import io.repobackup.http.paging.Pages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All repositories that an organisation or a user owns, as far as the identity may see them.
 *
 * <p>They are listed by age, so that what is created meanwhile comes last; what is deleted meanwhile shows in the total,
 * and the list is read once more.
 *
 * <p><i>Immutable and thread-safe.</i>
 *
 * @param kind whose they are
 * @param login the name of the account
 * @param visibilities which of them have to be seen
 */
public record AccountListing(AccountKind kind, String login, Set<Visibility> visibilities) implements Listing {

    private static final int ATTEMPTS = 2;
    private static final String PRIVATE_SCOPE = "repo";

    /** Copies the visibilities. */
    public AccountListing {
        visibilities = Set.copyOf(visibilities);
    }

    @Override
    public Found read(GitHubApi api, Asking asking) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            Optional<Found> whole = new Reading(api, asking).whole();
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        return new Reading(api, asking)
                .whole()
                .orElseThrow(() -> new UnavailableException("The list of repositories of " + kind.path() + "/" + login
                        + " changed while it was read, each of " + ATTEMPTS + " times; run again later"));
    }

    @Override
    public boolean includes(FoundRepository repository, Asking asking) {
        return repository.name().belongsTo(login);
    }

    @Override
    public Optional<FoundOwner> owner(GitHubApi api) {
        GraphQlAnswer answer = api.ask(
                1,
                new GraphQlQuery(
                        "query($login:String!){" + kind.field() + "(login:$login){databaseId login url}}",
                        Map.of("login", login)));
        return Optional.of(FoundOwner.fromGraphQl(kind, account(api, answer)));
    }

    private JsonValue account(GitHubApi api, GraphQlAnswer answer) {
        Optional<JsonValue> account = answer.data().flatMap(data -> data.find(kind.field()));
        boolean isUnknown = account.isEmpty()
                && answer.errors().stream().allMatch(error -> error.type().equals("NOT_FOUND"));
        if (isUnknown) {
            throw new NotFoundException("There is no " + kind.field() + " '" + login + "' on "
                    + api.host().name()
                    + ", or '" + api.credentials().identity() + "' may not see it; check the name, which may have"
                    + " changed, and the token");
        }
        return account.orElseGet(answer::complete);
    }

    /** One reading of the list. <i>Confined to one thread.</i> */
    private final class Reading {

        private final Sweep sweep;
        private final Map<Long, FoundRepository> found = new LinkedHashMap<>();
        private @Nullable FoundOwner owner;
        private @Nullable String cursor;
        private long total;
        private boolean hasShrunk;
        private int unseen;

        private Reading(GitHubApi api, Asking asking) {
            this.sweep = new Sweep(api, asking);
        }

        /** The list; empty when it changed meanwhile. */
        private Optional<Found> whole() {
            while (page()) {
                // the next one
            }
            if (hasShrunk || found.size() + unseen != total) {
                return Optional.empty();
            }
            List<FoundRepository> all = new ArrayList<>(found.values());
            if (unseen > 0) {
                all.addAll(new Unseen(sweep).among(restList(), found.keySet(), unseen));
            }
            return Optional.of(new Found(Optional.ofNullable(owner), all, Map.of()));
        }

        /** Reads a page. Returns whether there is another one. */
        private boolean page() {
            JsonValue account = account(sweep.api(), sweep.ask(this::query));
            refuseToBeBlind();
            owner = FoundOwner.fromGraphQl(kind, account);
            JsonValue page = account.at("repositories");
            long now = page.at("totalCount").number();
            // What leaves an earlier page may move entries of later ones to pages that were read already.
            hasShrunk |= now < total;
            total = now;
            page.at("nodes").elements().forEach(this::take);
            String end = page.find("pageInfo", "endCursor").map(JsonValue::text).orElse(null);
            boolean isLast = !page.at("pageInfo", "hasNextPage").truth();
            if (!isLast && (end == null || end.equals(cursor))) {
                throw new UnavailableException("The list of repositories of " + login + " names no next page after «"
                        + cursor + "», though there is one; run again later");
            }
            cursor = end;
            return !isLast;
        }

        /** A token without the scope is shown what is public, and nobody says that there is more. */
        private void refuseToBeBlind() {
            boolean isBlind = sweep.scopes()
                    .filter(scopes -> !List.of(scopes.split("[, ]+")).contains(PRIVATE_SCOPE))
                    .isPresent();
            if (isBlind && !visibilities.equals(Set.of(Visibility.PUBLIC))) {
                throw new AccessDeniedException(
                        "The token of '" + sweep.api().credentials().identity() + "' has the scopes «"
                                + sweep.scopes().orElse("") + "» and sees no private repositories of " + login
                                + ": give it the scope " + PRIVATE_SCOPE + ", or ask for public repositories alone",
                        "the scope " + PRIVATE_SCOPE);
            }
        }

        private void take(JsonValue node) {
            if (node.isNull()) {
                unseen++;
                return;
            }
            FoundRepository repository = FoundRepository.fromGraphQl(node);
            found.put(repository.name().id(), repository);
        }

        private GraphQlQuery query(int repositories, String fragment) {
            Map<String, Object> variables = new LinkedHashMap<>();
            variables.put("login", login);
            variables.put("first", repositories);
            if (cursor != null) {
                variables.put("after", cursor);
            }
            return new GraphQlQuery(
                    "query($login:String!,$first:Int!,$after:String){" + kind.field()
                            + "(login:$login){databaseId login url repositories(first:$first,after:$after,"
                            + "ownerAffiliations:[OWNER],orderBy:{field:CREATED_AT,direction:ASC}){totalCount"
                            + " pageInfo{hasNextPage endCursor} nodes{...R}}}}" + fragment,
                    variables);
        }

        private List<JsonValue> restList() {
            List<JsonValue> all = new ArrayList<>();
            Pages<List<byte[]>> pages = sweep.api().list(kind.repositories(login), PageMarks.none());
            while (pages.hasNext()) {
                sweep.asking().betweenRequests().run();
                pages.next().content().orElseThrow().forEach(each -> all.add(JsonValue.parse(each)));
            }
            return all;
        }
    }
}
