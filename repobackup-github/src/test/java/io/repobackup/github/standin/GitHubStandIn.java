package io.repobackup.github.standin;

import io.repobackup.github.host.GitHubHost;
import io.repobackup.github.standin.access.App;
import io.repobackup.github.standin.access.Gate;
import io.repobackup.github.standin.access.Identity;
import io.repobackup.github.standin.fault.Failure;
import io.repobackup.github.standin.fault.Faults;
import io.repobackup.github.standin.graphql.GraphQlApi;
import io.repobackup.github.standin.limit.Limits;
import io.repobackup.github.standin.limit.Meter;
import io.repobackup.github.standin.store.SignedStore;
import io.repobackup.github.standin.wire.Ask;
import io.repobackup.github.standin.wire.Exchange;
import io.repobackup.github.standin.wire.Urls;
import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Repository;
import io.repobackup.github.standin.world.World;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import mockwebserver3.MockWebServer;

/**
 * A GitHub for tests, on loopback: REST with pages, conditions and limits, queries in GraphQL, Apps, downloads from a
 * signed store, and real git.
 *
 * <pre>{@code
 * FakeClock clock = FakeClock.create();
 * try (GitHubStandIn github = GitHubStandIn.start(directory, clock)) {
 *     github.gate().token("ghp_1", "octocat");
 *     github.create("acme/tools").open("It breaks").comment("Here as well");
 *     … new GitHubApi(http, github.host(), credentials) …
 *     assertThat(github.violations()).isEmpty();
 * }
 * }</pre>
 *
 * <p><i>Thread-safe.</i>
 */
public final class GitHubStandIn implements AutoCloseable {

    private final FakeClock fake;
    private final MockWebServer server = new MockWebServer();
    private final SignedStore store = new SignedStore();
    private final GitHubHost host;
    private final World world;
    private final Gate gate;
    private final Meter meter;
    private final Faults faults = new Faults();
    private final Desk desk;
    private final Journal journal = new Journal();

    private GitHubStandIn(Path git, FakeClock fake, Clock clock, Layout layout) {
        this.fake = fake;
        server.setServerSocketFactory(new PromptSockets());
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        URI web = URI.create("http://127.0.0.1:" + server.getPort() + "/");
        host = layout == Layout.BELOW ? GitHubHost.at(web) : new GitHubHost(web, web, web.resolve("graphql"));
        Urls urls = new Urls(host.web(), host.rest(), host.graphQl());
        world = new World(clock, git);
        gate = new Gate(world);
        meter = new Meter(clock);
        desk = new Desk(urls, world, gate, meter, store, new GitDesk(world, git));
        server.setDispatcher(new Door(new Requests(gate, meter, faults, desk, journal)));
    }

    private enum Layout {
        BELOW,
        ROOT
    }

    /** One whose API is below {@code api/}, where the adapter looks for it, with the limits of github.com. */
    public static GitHubStandIn start(Path git, FakeClock clock) {
        return new GitHubStandIn(git, clock, clock, Layout.BELOW);
    }

    /** The same with a clock that is ahead of the test's, or behind it. */
    public static GitHubStandIn startWithSkew(Path git, FakeClock clock, Duration skew) {
        return new GitHubStandIn(git, clock, Clock.offset(clock, skew), Layout.BELOW);
    }

    /** One whose API is at the root of an address, as that of github.com, which {@link #host} tells. */
    public static GitHubStandIn startAtRoot(Path git, FakeClock clock) {
        return new GitHubStandIn(git, clock, clock, Layout.ROOT);
    }

    /** An Enterprise Server: no limits by the hour. */
    public static GitHubStandIn startEnterprise(Path git, FakeClock clock) {
        GitHubStandIn standIn = start(git, clock);
        standIn.limits().none();
        return standIn;
    }

    /** Where it is. */
    public GitHubHost host() {
        return host;
    }

    /** What it knows. */
    public World world() {
        return world;
    }

    /** Who may ask. */
    public Gate gate() {
        return gate;
    }

    /** What callers may ask for. */
    public Limits limits() {
        return meter.limits();
    }

    /** Counts what they ask for. */
    public Meter meter() {
        return meter;
    }

    /** What callers did that gets them banned, in words. */
    public List<String> violations() {
        return meter.violations();
    }

    /** Queries: their texts so far, pages that are too large, fields that fail. */
    public GraphQlApi graphQl() {
        return desk.graphQl();
    }

    /** Every operation of REST that there is, as method and template. */
    public List<String> operations() {
        return desk.rest().operations();
    }

    /** Where downloads are sent. */
    public SignedStore store() {
        return store;
    }

    /** The repository of this name. */
    public Repository repository(String fullName) {
        return world.repository(fullName);
    }

    /** A new repository, such as {@code acme/tools}. */
    public Repository create(String fullName) {
        return world.create(fullName);
    }

    /** The organisation of this name, made when it is not there. */
    public Account organisation(String login) {
        return world.organisation(login);
    }

    /** A token of the first user that sees everything. */
    public Identity acceptToken(String token) {
        return gate.token(token, "octocat");
    }

    /** A new App of an account. */
    public App app(String owner) {
        return gate.app(world.organisation(owner));
    }

    /** The clock that stamps everything, unless it is skewed. */
    public FakeClock clock() {
        return fake;
    }

    /** Lets time go by. */
    public void advance(Duration by) {
        fake.advance(by);
    }

    /** The next request that is meant fails; {@link #faults()} has more ways. */
    public void fail(Predicate<Ask> which, Failure failure) {
        faults.fail(which, failure);
    }

    /** What is to go wrong. */
    public Faults faults() {
        return faults;
    }

    /** Every request so far, git's included. */
    public List<RequestRecord> requests() {
        return journal.all();
    }

    /** Forgets the requests so far; not who was banned. */
    public void forgetRequests() {
        journal.forget();
    }

    /** From now on shows every exchange of REST as it was answered, before what a test makes go wrong. */
    public void watch(Consumer<Exchange> watcher) {
        journal.watch(watcher);
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
