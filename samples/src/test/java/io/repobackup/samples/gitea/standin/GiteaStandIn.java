package io.repobackup.samples.gitea.standin;

import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import mockwebserver3.MockWebServer;

/** The host: one organisation, its tokens and its time. <i>Thread-safe.</i> */
public final class GiteaStandIn implements AutoCloseable {

    /** The name of the organisation. */
    public static final String ORGANISATION = "acme";

    private final FakeClock clock = FakeClock.create();
    private final MockWebServer server = new MockWebServer();
    private final StandInGit git;
    private final Map<Long, StandInRepository> repositories = new LinkedHashMap<>();
    private final Map<String, byte[]> attachments = new ConcurrentHashMap<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final List<String> members = new ArrayList<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile Consumer<String> beforeAnswer = target -> {};
    private long lastId = 100;

    private GiteaStandIn(StandInGit git) {
        this.git = git;
    }

    /** A running host without repositories, which serves git from bare repositories in a directory. */
    public static GiteaStandIn start(Path gitDirectory) throws IOException {
        GiteaStandIn host = new GiteaStandIn(new StandInGit(gitDirectory));
        host.server.setDispatcher(new StandInDispatcher(host));
        host.server.start(InetAddress.getLoopbackAddress(), 0);
        return host;
    }

    /** The address, with a slash at its end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getPort() + "/");
    }

    /** The name of the host in identities. */
    public String name() {
        return "127.0.0.1:" + server.getPort();
    }

    /** The host's own clock. */
    public Clock clock() {
        return clock;
    }

    /** Lets time go by. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /** Adds a repository, without any git behind it yet. */
    public synchronized StandInRepository create(String repositoryName) {
        long id = nextId();
        StandInRepository repository = new StandInRepository(id, repositoryName, this);
        repositories.put(id, repository);
        return repository;
    }

    /** Deletes the oldest repository. */
    public synchronized void deleteFirst() {
        repositories.remove(repositories.keySet().iterator().next());
    }

    /** Takes a user into the organisation. */
    public synchronized void join(String user) {
        members.add(user);
    }

    /** Removes a user from the organisation. */
    public synchronized void leave(String user) {
        members.remove(user);
    }

    /** Makes a token valid, and every other one invalid. */
    public void acceptOnly(String token) {
        tokens.clear();
        tokens.add(token);
    }

    /** Answers «not found» for an attachment, as when its store is out of order. */
    public void lose(String uuid) {
        lost.add(uuid);
    }

    /** Has the attachment again. */
    public void find(String uuid) {
        lost.remove(uuid);
    }

    /** Runs before each request is answered, with the method and target of the request. */
    public void beforeAnswer(Consumer<String> action) {
        beforeAnswer = action;
    }

    /** The method and target of every request so far. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** Forgets the requests so far. */
    public void forgetRequests() {
        requests.clear();
    }

    @Override
    public void close() {
        server.close();
    }

    synchronized Instant tick() {
        clock.advance(Duration.ofSeconds(1));
        return clock.instant();
    }

    synchronized long nextId() {
        return ++lastId;
    }

    void hold(String uuid, byte[] bytes) {
        attachments.put(uuid, bytes);
    }

    Optional<byte[]> attachment(String uuid) {
        return Optional.ofNullable(attachments.get(uuid)).filter(bytes -> !lost.contains(uuid));
    }

    void received(String request) {
        requests.add(request);
        beforeAnswer.accept(request);
    }

    boolean accepts(String password) {
        return tokens.contains(password);
    }

    StandInGit git() {
        return git;
    }

    List<StandInRepository> repositories() {
        return List.copyOf(repositories.values());
    }

    Optional<StandInRepository> named(String repositoryName) {
        return repositories.values().stream()
                .filter(repository -> repository.name().equals(repositoryName))
                .findFirst();
    }

    Optional<StandInRepository> withId(long id) {
        return Optional.ofNullable(repositories.get(id));
    }

    List<String> members() {
        return List.copyOf(members);
    }
}
