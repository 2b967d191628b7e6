package io.repobackup.github.standin.world;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the host knows: accounts and repositories, under names that move and ids that do not. <i>Thread-safe.</i> */
public final class World {

    /** Beyond 31 bits, as ids of issues and comments are by now. */
    private static final long MANY = 3_000_000_000L;

    private final Clock clock;
    private final Path git;
    private final AtomicLong few = new AtomicLong(1_000);
    private final AtomicLong many = new AtomicLong(MANY);
    private final Map<String, Thing> nodes = new ConcurrentHashMap<>();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<Long, Repository> repositories = new ConcurrentSkipListMap<>();
    private final Map<String, Repository> names = new ConcurrentHashMap<>();
    private final Map<String, Repository> formerNames = new ConcurrentHashMap<>();
    private final Map<String, Attachment> attachments = new ConcurrentHashMap<>();

    /** Nothing yet. Repositories of git will lie in the directory. */
    public World(Clock clock, Path git) {
        this.clock = clock;
        this.git = git;
    }

    /** The time in whole seconds, in which everything is stamped. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The organisation of this name, made when it is not there. */
    public Account organisation(String login) {
        return accounts.computeIfAbsent(key(login), none -> new Account(this, login, Account.Kind.ORGANIZATION));
    }

    /** The user of this name, made when there is none. */
    public Account user(String login) {
        return accounts.computeIfAbsent(
                key(login),
                none -> new Account(this, login, login.endsWith("[bot]") ? Account.Kind.BOT : Account.Kind.USER));
    }

    /** Who has this name, if anybody. */
    public Optional<Account> account(String login) {
        return Optional.ofNullable(accounts.get(key(login)));
    }

    /** Everybody. */
    public Collection<Account> accounts() {
        return accounts.values();
    }

    /** A new repository, such as {@code acme/tools}; its owner is an organisation unless it is known as a user. */
    public Repository create(String fullName) {
        String login = fullName.substring(0, fullName.indexOf('/'));
        Account owner = account(login).orElseGet(() -> organisation(login));
        Repository repository = new Repository(this, owner, fullName.substring(login.length() + 1));
        repositories.put(repository.id(), repository);
        named(repository);
        return repository;
    }

    /** The repository that has this name now. */
    public Repository repository(String fullName) {
        return find(fullName).orElseThrow(() -> new NoSuchElementException(fullName));
    }

    /** The repository that has this name now, if any. */
    public Optional<Repository> find(String fullName) {
        return Optional.ofNullable(names.get(key(fullName)));
    }

    /** The repository that had this name, as long as no other one has it. */
    public Optional<Repository> formerly(String fullName) {
        return Optional.ofNullable(formerNames.get(key(fullName)))
                .filter(found -> repositories.containsKey(found.id()));
    }

    /** The repository with this id, if any. */
    public Optional<Repository> repository(long id) {
        return Optional.ofNullable(repositories.get(id));
    }

    /** All of them, the oldest first. */
    public Collection<Repository> repositories() {
        return repositories.values();
    }

    /** What has this id in GraphQL, if anything. */
    public Optional<Thing> node(String nodeId) {
        return Optional.ofNullable(nodes.get(nodeId))
                .filter(found -> found.home()
                        .filter(home -> !repositories.containsKey(home.id()))
                        .isEmpty());
    }

    /** What was uploaded at this path. */
    public Optional<Attachment> attachment(String path) {
        return Optional.ofNullable(attachments.get(path));
    }

    long nextOfFew() {
        return few.incrementAndGet();
    }

    long nextOfMany() {
        return many.incrementAndGet();
    }

    Path git() {
        return git;
    }

    void know(Thing thing) {
        nodes.put(thing.nodeId(), thing);
    }

    void forget(Thing thing) {
        nodes.remove(thing.nodeId());
    }

    void named(Repository repository) {
        names.put(key(repository.fullName()), repository);
        formerNames.remove(key(repository.fullName()));
    }

    void leaves(String fullName, Repository repository) {
        names.remove(key(fullName), repository);
        formerNames.put(key(fullName), repository);
    }

    void remove(Repository repository) {
        repositories.remove(repository.id());
        names.remove(key(repository.fullName()), repository);
        forget(repository);
    }

    void renamed(Account account, String formerLogin) {
        accounts.remove(key(formerLogin), account);
        accounts.put(key(account.login()), account);
    }

    void remove(Account account) {
        accounts.remove(key(account.login()), account);
        forget(account);
    }

    void keep(Attachment attachment) {
        attachments.put(attachment.path(), attachment);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
