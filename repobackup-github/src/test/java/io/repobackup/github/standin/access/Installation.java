package io.repobackup.github.standin.access;

import io.repobackup.github.standin.world.Account;
import io.repobackup.github.standin.world.Repository;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** An App at one account. <i>Thread-safe.</i> */
public final class Installation {

    private final long id;
    private final App app;
    private final Account account;
    private final Instant created;
    private final Map<String, String> permissions = new ConcurrentSkipListMap<>();
    private final Set<Long> selected = ConcurrentHashMap.newKeySet();
    private volatile boolean selective;
    private volatile boolean suspended;

    Installation(long id, App app, Account account, Instant created) {
        this.id = id;
        this.app = app;
        this.account = account;
        this.created = created;
        for (String permission : new String[] {
            "metadata", "contents", "issues", "pull_requests", "discussions", "members", "administration"
        }) {
            permissions.put(permission, "read");
        }
    }

    /** Sees these repositories alone. */
    public Installation select(Repository... repositories) {
        selective = true;
        for (Repository repository : repositories) {
            selected.add(repository.id());
        }
        return this;
    }

    /** Loses a permission, or never had it. */
    public Installation refuse(String permission) {
        permissions.remove(permission);
        return this;
    }

    /** Is suspended: asks in vain. */
    public void suspend() {
        suspended = true;
    }

    /** Is let in again. */
    public void unsuspend() {
        suspended = false;
    }

    public long id() {
        return id;
    }

    public App app() {
        return app;
    }

    public Account account() {
        return account;
    }

    public Instant created() {
        return created;
    }

    public Map<String, String> permissions() {
        return new TreeMap<>(permissions);
    }

    public boolean isSelective() {
        return selective;
    }

    public boolean isSuspended() {
        return suspended;
    }

    boolean permits(String permission) {
        return permissions.containsKey(permission);
    }

    boolean covers(Repository repository) {
        return repository.owner() == account && (!selective || selected.contains(repository.id()));
    }
}
