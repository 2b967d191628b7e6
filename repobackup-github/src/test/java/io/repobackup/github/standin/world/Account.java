package io.repobackup.github.standin.world;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An organisation, a user or a bot. <i>Thread-safe.</i> */
public final class Account extends Thing {

    /** What it is. */
    public enum Kind {
        ORGANIZATION("Organization", "O"),
        USER("User", "U"),
        BOT("Bot", "BOT");

        private final String word;
        private final String node;

        Kind(String word, String node) {
            this.word = word;
            this.node = node;
        }

        /** As the host says it, in REST and as a type of GraphQL. */
        public String word() {
            return word;
        }
    }

    private final Kind kind;
    private final List<Account> members = new CopyOnWriteArrayList<>();
    private final List<Account> owners = new CopyOnWriteArrayList<>();
    private final Map<String, Team> teams = new ConcurrentSkipListMap<>();
    private volatile String login;

    Account(World world, String login, Kind kind) {
        super(world, kind.node, world.nextOfFew());
        this.login = login;
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public String login() {
        return login;
    }

    /** Has another name from now on. */
    public void rename(String other) {
        String former = login;
        login = other;
        world().renamed(this, former);
        touch();
    }

    /** Is gone. What it wrote keeps its name; {@link Issue#byNobody} is what the host makes of that in time. */
    public void delete() {
        world().remove(this);
    }

    /** Takes a user into the organisation. */
    public Account join(String user) {
        Account member = world().user(user);
        members.add(member);
        return member;
    }

    /** Makes a member an owner of the organisation. */
    public void promote(String user) {
        owners.add(world().user(user));
    }

    public boolean isOwner(Account member) {
        return owners.contains(member);
    }

    /** Removes a user from the organisation. */
    public void leave(String user) {
        members.removeIf(member -> member.login().equals(user));
    }

    /** Who belongs to the organisation. */
    public List<Account> members() {
        return List.copyOf(members);
    }

    /** The team of this name, made when it is not there. */
    public Team team(String slug) {
        return teams.computeIfAbsent(slug, none -> new Team(world(), this, slug));
    }

    /** The team of this name, if any. */
    public Optional<Team> findTeam(String slug) {
        return Optional.ofNullable(teams.get(slug));
    }

    /** All teams by name. */
    public Collection<Team> teams() {
        return teams.values();
    }

    /** Removes a team. */
    public void disband(String slug) {
        Optional.ofNullable(teams.remove(slug)).ifPresent(Thing::forget);
    }

    /** What it owns, the oldest first. */
    public List<Repository> repositories() {
        return world().repositories().stream()
                .filter(repository -> repository.owner() == this)
                .toList();
    }
}
