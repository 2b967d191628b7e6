package io.repobackup.github.standin.access;

import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Repository;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who asks, and what it may see. <i>Thread-safe.</i> */
public final class Identity {

    /** In which way it asks. */
    public enum Kind {
        NOBODY,
        USER,
        FINE_GRAINED,
        APP,
        INSTALLATION
    }

    private final Kind kind;
    private final String budget;
    private final @Nullable Installation installation;
    private final @Nullable App app;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<Long> hidden = ConcurrentHashMap.newKeySet();
    private final Set<Long> strange = ConcurrentHashMap.newKeySet();
    private volatile Predicate<Repository> scope = any -> true;
    private volatile String scopes = "read:org, repo";

    Identity(Kind kind, String budget, @Nullable App app, @Nullable Installation installation) {
        this.kind = kind;
        this.budget = budget;
        this.app = app;
        this.installation = installation;
    }

    /** Does not see a repository any more. */
    public Identity hide(Repository repository) {
        hidden.add(repository.id());
        return this;
    }

    /** May not read things of a kind any more, such as {@code issues}. */
    public Identity refuse(String permission) {
        refused.add(permission);
        return this;
    }

    /** May read them. */
    public Identity grant(String permission) {
        refused.remove(permission);
        return this;
    }

    /** Belongs no longer to an organisation, or never did. */
    public Identity estrange(Account organisation) {
        strange.add(organisation.id());
        return this;
    }

    public boolean belongsTo(Account organisation) {
        return !strange.contains(organisation.id());
    }

    /** Has these scopes, of which {@code repo} lets a classic token see what is private. */
    public Identity scopes(String others) {
        scopes = others;
        return this;
    }

    /** Its scopes; nothing for tokens that have none. */
    public Optional<String> scopes() {
        return kind == Kind.USER ? Optional.of(scopes) : Optional.empty();
    }

    private boolean seesPrivate() {
        return kind != Kind.NOBODY
                && (kind != Kind.USER || List.of(scopes.split("[, ]+", -1)).contains("repo"));
    }

    Identity within(Predicate<Repository> only) {
        scope = only;
        return this;
    }

    public Kind kind() {
        return kind;
    }

    /** Whose allowance it uses: all tokens of a user have one. */
    public String budget() {
        return budget;
    }

    public Optional<App> app() {
        return Optional.ofNullable(app);
    }

    public Optional<Installation> installation() {
        return Optional.ofNullable(installation);
    }

    public boolean sees(Repository repository) {
        return !hidden.contains(repository.id())
                && scope.test(repository)
                && (seesPrivate() || !repository.isPrivate());
    }

    /** Whether it may read things of a kind. */
    public boolean may(String permission) {
        return !refused.contains(permission)
                && (installation == null || permission.equals("metadata") || installation.permits(permission));
    }
}
