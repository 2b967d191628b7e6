package io.repobackup.github.standin.access;

import io.repobackup.github.standin.world.Repository;
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
    private volatile Predicate<Repository> scope = any -> true;

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
                && !(kind == Kind.NOBODY && repository.isPrivate());
    }

    /** Whether it may read things of a kind. */
    public boolean may(String permission) {
        return !refused.contains(permission)
                && (installation == null || permission.equals("metadata") || installation.permits(permission));
    }
}
