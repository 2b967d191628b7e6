package io.repobackup.github.standin.world;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A team of an organisation. <i>Thread-safe.</i> */
public final class Team extends Thing {

    private final Account organisation;
    private final String slug;
    private final List<Account> members = new CopyOnWriteArrayList<>();
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

    /** Lets it into a repository. */
    public Team mayRead(Repository repository) {
        repositories.add(repository);
        return this;
    }

    public List<Account> members() {
        return List.copyOf(members);
    }

    public List<Repository> repositories() {
        return List.copyOf(repositories);
    }
}
