package io.repobackup.github;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.subject.Part;
import io.repobackup.github.app.AppLogin;
import io.repobackup.github.host.GitHubApi;
import io.repobackup.github.host.GitHubHost;
import io.repobackup.github.inventory.Choice;
import io.repobackup.github.inventory.Listing;
import io.repobackup.github.inventory.RepositoryFilter;
import io.repobackup.github.inventory.Trait;
import io.repobackup.github.inventory.Visibility;
import io.repobackup.github.offer.GitHubOffers;
import io.repobackup.github.offer.GitHubParts;
import io.repobackup.github.offer.Rhythm;
import io.repobackup.http.HttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link GitHubSource}: a client and either credentials or an App are needed.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class GitHubSourceBuilder {

    private static final double USUAL_SHARE = 0.2;
    private static final int LONGEST_RULES = 80;

    private final Selection selection;
    private GitHubHost host = GitHubHost.dotCom();
    private RepositoryFilter filter = RepositoryFilter.all();
    private LfsRules lfs = LfsRules.ANY_HOST;
    private Rhythm rhythm = Rhythm.standard();
    private double share = USUAL_SHARE;
    private Function<GitHubApi, GitHubParts> parts = GitHubParts::of;
    private @Nullable HttpClient http;
    private @Nullable CredentialsProvider credentials;
    private @Nullable GitHubApp app;

    GitHubSourceBuilder(Selection selection) {
        this.selection = selection;
    }

    /**
     * Where people look at the host, for an Enterprise Server or a tenant of ghe.com; github.com unless set.
     *
     * @throws MisconfiguredException when that is no address of a web server
     */
    public GitHubSourceBuilder host(URI web) {
        this.host = GitHubHost.at(web);
        return this;
    }

    /** The same for one whose API is at an address of its own. */
    public GitHubSourceBuilder host(GitHubHost host) {
        this.host = host;
        return this;
    }

    /** Who asks, with tokens; see {@link GitHubCredentials}. */
    public GitHubSourceBuilder credentials(CredentialsProvider credentials) {
        this.credentials = credentials;
        return this;
    }

    /** The App that asks, instead of credentials. */
    public GitHubSourceBuilder app(GitHubApp app) {
        this.app = app;
        return this;
    }

    /** The client; give the engine the same one. It stays the caller's. */
    public GitHubSourceBuilder http(HttpClient http) {
        this.http = http;
        return this;
    }

    /** Takes repositories whose name matches one of these globs: {@code *} for any characters, {@code ?} for one. */
    public GitHubSourceBuilder names(String... globs) {
        filter = filter.withNames(List.of(globs));
        return this;
    }

    /** Leaves out repositories whose name matches one of these globs. */
    public GitHubSourceBuilder exceptNames(String... globs) {
        filter = filter.withoutNames(List.of(globs));
        return this;
    }

    /** Takes repositories that such people may see, and no others. */
    public GitHubSourceBuilder visibility(Visibility first, Visibility... more) {
        Set<Visibility> some = EnumSet.of(first, more);
        filter = filter.withVisibilities(some);
        return this;
    }

    /** What becomes of archived repositories; they are included unless set. */
    public GitHubSourceBuilder archived(Choice choice) {
        filter = filter.with(Trait.ARCHIVED, choice);
        return this;
    }

    /** What becomes of forks; they are included unless set. */
    public GitHubSourceBuilder forks(Choice choice) {
        filter = filter.with(Trait.FORK, choice);
        return this;
    }

    /** Takes repositories that have one of these topics, and no others. */
    public GitHubSourceBuilder topics(String... topics) {
        filter = filter.withTopics(List.of(topics));
        return this;
    }

    /**
     * From where LFS objects are fetched; from any public host that GitHub names unless set, since it keeps them at others
     * than itself. Its credentials go to none of them.
     */
    public GitHubSourceBuilder lfs(LfsRules rules) {
        this.lfs = rules;
        return this;
    }

    /** How old the last look at a part may be although its mark is the same; see {@link Rhythm} for what it is unless set. */
    public GitHubSourceBuilder checkEvery(Part part, Duration age) {
        rhythm = rhythm.with(part, age);
        return this;
    }

    /**
     * Which share of the repositories may be missing from one run to the next, from 0 to less than 1; a fifth unless set.
     * When more are, the inventory fails, and nothing counts as gone.
     */
    public GitHubSourceBuilder largestDrop(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("the largest drop is a share from 0 to less than 1, not " + share);
        }
        this.share = share;
        return this;
    }

    /** For one run after most of the repositories really were deleted, or the organisation was created anew. */
    public GitHubSourceBuilder acceptingFewer() {
        this.share = 1;
        return this;
    }

    GitHubSourceBuilder parts(Function<GitHubApi, GitHubParts> readers) {
        this.parts = readers;
        return this;
    }

    /**
     * The source. Nothing is asked yet.
     *
     * @throws MisconfiguredException when the client is missing, or it is not clear who asks
     */
    public GitHubSource build() {
        HttpClient client = http;
        if (client == null) {
            throw new MisconfiguredException(
                    "A source of GitHub needs a client: give one with http(…), and the engine" + " the same one");
        }
        if ((credentials == null) == (app == null)) {
            throw new MisconfiguredException("A source of GitHub needs credentials or an App, and not both: give one"
                    + " with credentials(…) or app(…)");
        }
        String id = id();
        return new GitHubSource(host.name(), id, desks(client), filter, new Plausibility(id, share));
    }

    private Desks desks(HttpClient client) {
        GitHubHost at = host;
        LfsRules rules = lfs;
        Rhythm ages = rhythm;
        Function<GitHubApi, GitHubParts> readers = parts;
        Desks.Opening opening = (who, listing) -> {
            GitHubApi api = new GitHubApi(client, at, who);
            return new Desk(api, listing, new GitHubOffers(api, readers.apply(api), rules, ages));
        };
        if (credentials != null) {
            return Desks.withToken(credentials, listing(), opening);
        }
        GitHubApp asking = Objects.requireNonNull(app);
        AppLogin login = asking.login(client, at);
        if (selection instanceof Selection.Account account) {
            return Desks.ofAccount(login, account.listing(filter.visibilities()), opening);
        }
        return selection instanceof Selection.Named named
                ? Desks.ofNames(login, named.listing().names(), opening)
                : Desks.ofInstallations(login, asking.installations(), opening);
    }

    private Listing listing() {
        if (selection instanceof Selection.Account account) {
            return account.listing(filter.visibilities());
        }
        if (selection instanceof Selection.Named named) {
            return named.listing();
        }
        throw new MisconfiguredException("Installations belong to an App: give it with app(…) instead of credentials");
    }

    /** With the filter, since other filters select other repositories. */
    private String id() {
        String whose = app == null || !(selection instanceof Selection.Installations)
                ? selection.id()
                : "apps/" + app.issuer() + "/" + selection.id() + installations(app);
        String rules = filter.toString();
        if (rules.isEmpty()) {
            return host.name() + "/" + whose;
        }
        return host.name() + "/" + whose + "?" + (rules.length() <= LONGEST_RULES ? rules : Fingerprint.of(rules));
    }

    private static String installations(GitHubApp app) {
        return app.installations().isEmpty()
                ? ""
                : "/"
                        + app.installations().stream()
                                .sorted()
                                .map(String::valueOf)
                                .reduce((a, b) -> a + "+" + b)
                                .get();
    }
}
