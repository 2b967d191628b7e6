package io.repobackup.github;

import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.Source;
import io.repobackup.api.source.SourceContext;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.github.inventory.AccountKind;
import io.repobackup.github.inventory.Asking;
import io.repobackup.github.inventory.FoundRepository;
import io.repobackup.github.inventory.NamedListing;
import io.repobackup.github.inventory.NodeLookup;
import io.repobackup.github.inventory.RepositoryFilter;
import java.util.List;
import java.util.Optional;

/**
 * Repositories at GitHub or a GitHub Enterprise Server with everything that belongs to them, and the organisations that
 * own them.
 *
 * <pre>{@code
 * try (HttpClient http = HttpClient.create()) {
 *     Source source = GitHubSource.organization("acme")
 *             .credentials(GitHubCredentials.token("backup", token))
 *             .http(http)
 *             .build();
 *     BackupEngine.builder().source(source).http(http)…
 * }
 * }</pre>
 *
 * <p>One query lists a hundred repositories with the marks of all their parts. An inventory is complete or fails: when
 * pages contradict each other, when single sign-on hides something, when suddenly many are missing. What the host lists
 * and withholds, by law or because it switched a repository off, is listed as such; its last good backup counts.
 *
 * <p>Repositories and organisations are told apart by their numbers, which stay when they are renamed, and are not given
 * again. A filter is a part of the source's {@link #id()}: other filters are another selection.
 *
 * <p><i>Immutable and thread-safe.</i> The client stays the caller's.
 */
public final class GitHubSource implements Source {

    private final String host;
    private final String id;
    private final Desks desks;
    private final RepositoryFilter filter;
    private final Plausibility plausibility;

    GitHubSource(String host, String id, Desks desks, RepositoryFilter filter, Plausibility plausibility) {
        this.host = host;
        this.id = id;
        this.desks = desks;
        this.filter = filter;
        this.plausibility = plausibility;
    }

    /** All repositories of an organisation, and the organisation itself. */
    public static GitHubSourceBuilder organization(String login) {
        return new GitHubSourceBuilder(new Selection.Account(AccountKind.ORGANIZATION, login));
    }

    /** All repositories of a user. */
    public static GitHubSourceBuilder user(String login) {
        return new GitHubSourceBuilder(new Selection.Account(AccountKind.USER, login));
    }

    /** All repositories that the installations of an App may read, and the organisations it is installed on. */
    public static GitHubSourceBuilder installation() {
        return new GitHubSourceBuilder(new Selection.Installations());
    }

    /** Some repositories, each by owner and name: {@code acme/tools}. */
    public static GitHubSourceBuilder repositories(String... fullNames) {
        return new GitHubSourceBuilder(new Selection.Named(new NamedListing(List.of(fullNames))));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Inventory inventory(SourceContext context) {
        SourceState before = SourceState.from(context.previous());
        Collected all = new Collected(filter);
        context.checkCancelled();
        for (Desk desk : desks.open()) {
            all.add(desk.listing().read(desk.api(), asking(before, context)), desk.offers());
        }
        plausibility.check(before, all.state());
        return all.inventory();
    }

    @Override
    public Optional<SubjectOffer> find(SubjectId subject, SourceContext context) {
        if (!subject.host().equals(host) || !subject.id().matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        context.checkCancelled();
        Asking asking = asking(SourceState.from(context.previous()), context);
        for (Desk desk : desks.open()) {
            Optional<SubjectOffer> found =
                    subject instanceof OwnerId ? owner(desk, subject) : repository(desk, subject, asking);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<SubjectOffer> owner(Desk desk, SubjectId id) {
        return desk.listing()
                .owner(desk.api())
                .filter(owner -> owner.kind() == AccountKind.ORGANIZATION)
                .map(desk.offers()::owner)
                .filter(owner -> owner.subject().id().equals(id));
    }

    private Optional<SubjectOffer> repository(Desk desk, SubjectId id, Asking asking) {
        Optional<FoundRepository> found = new NodeLookup(desk.api(), asking).byNumber(Long.parseLong(id.id()));
        return found.filter(repository -> desk.listing().includes(repository, asking))
                .filter(filter::takes)
                .map(desk.offers()::repository);
    }

    private static Asking asking(SourceState before, SourceContext context) {
        return new Asking(before.names(), context::checkCancelled);
    }

    @Override
    public String toString() {
        return "GitHubSource[" + id + "]";
    }
}
