package io.repobackup.http.limit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The accounts of all credentials. A site is what belongs together, such as {@code api.github.com} and {@code
 * github.com}: a host that limits a credential means the whole of it.
 *
 * <p><i>Thread-safe.</i>
 */
public final class Accounts implements AutoCloseable {

    private final LimitRule rule;
    private final Map<Holder, Account> accounts = new ConcurrentHashMap<>();

    /** Accounts of which nothing is known yet. */
    public Accounts(LimitRule rule) {
        this.rule = rule;
    }

    private record Holder(String site, String identity) {}

    /** The account of an identity at a site, each time the same. */
    public Account of(String site, String identity) {
        return accounts.computeIfAbsent(new Holder(site, identity), holder -> new Account(rule));
    }

    /** What is known of the budgets of an identity. */
    public List<Budget> budgets(String identity) {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getKey().identity().equals(identity))
                .flatMap(entry -> entry.getValue().budgets().stream())
                .toList();
    }

    /** Lets nobody wait any longer. */
    @Override
    public void close() {
        accounts.values().forEach(Account::close);
    }
}
