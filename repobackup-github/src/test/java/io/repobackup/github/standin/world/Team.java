package io.repobackup.github.standin.world;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A team of an organisation. <i>Thread-safe.</i> */
public final class Team extends Thing {

    private final Account organisation;
    private final String slug;
    private final List<Account> members = new CopyOnWriteArrayList<>();
    private final List<Account> maintainers = new CopyOnWriteArrayList<>();
    private final Map<Long, String> permissions = new ConcurrentHashMap<>();
    private final List<Repository> repositories = new CopyOnWriteArrayList<>();

    Team(World world, Account organisation, String slug) {
        super(world, "T", world.nextOfFew());
        this.organisation = organisation;
        this.slug = slug;
    }

    public Account organisation() {
        return organisation;
    }

    public String slug() {
        return slug;
    }

    /** Takes a user in. */
    public Team join(String user) {
        members.add(world().user(user));
        return this;
    }

    /** Makes a member its maintainer. */
    public Team promote(String user) {
        maintainers.add(world().user(user));
        return this;
    }

    /** Removes a user. */
    public Team leave(String user) {
        members.removeIf(member -> member.login().equals(user));
        return this;
    }

    /** Lets it into a repository. */
    public Team mayRead(Repository repository) {
        return may("READ", repository);
    }

    /** Lets it into a repository with a permission, such as {@code ADMIN}. */
    public Team may(String permission, Repository repository) {
        permissions.put(repository.id(), permission);
        repositories.add(repository);
        return this;
    }

    public boolean isMaintainer(Account member) {
        return maintainers.contains(member);
    }

    public String permission(Repository repository) {
        return permissions.getOrDefault(repository.id(), "READ");
    }

    public List<Account> members() {
        return List.copyOf(members);
    }

    public List<Repository> repositories() {
        return List.copyOf(repositories);
    }
}
