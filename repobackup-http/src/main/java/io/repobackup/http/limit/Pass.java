package io.repobackup.http.limit;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request that may go out, from then until its answer was read. Whoever has it tells how it went: {@link #answered} or
 * {@link #lost} once, and {@link #close} at the end.
 *
 * <p><i>Thread-safe.</i>
 */
public final class Pass implements Admission, AutoCloseable {

    private final Account account;
    private final String host;
    private final Cost cost;
    private final Meter meter;
    private final Instant since;
    private boolean back;
    private int forgiven;
    private boolean closed;

    Pass(Account account, String host, Cost cost, Meter meter, Instant since) {
        this.account = account;
        this.host = host;
        this.cost = cost;
        this.meter = meter;
        this.since = since;
    }

    /**
     * The status and headers of the answer are here. Tells whether it refuses because of a limit, for which the whole
     * credential is paused then.
     *
     * @param document the beginning of the body, asked for only where status and headers do not tell
     * @param now by this machine's clock
     */
    public Optional<Limited> answered(int status, Headers headers, Supplier<String> document, Instant now) {
        Optional<Refusal> refusal = Refusal.in(status, headers, document, now);
        return account.answered(this, status, headers, refusal, now);
    }

    /** An answer that looked well says in its document that a limit was met; for this the whole credential is paused. */
    public Limited limited(Headers headers, Instant now) {
        return account.refused(this, Refusal.limited(headers, now), now);
    }

    /** There will be no answer. */
    public void lost(Instant now) {
        account.lost(this, now);
        close();
    }

    /** The answer is read, or given up. May be repeated. */
    @Override
    public void close() {
        account.closed(this);
    }

    String host() {
        return host;
    }

    Cost cost() {
        return cost;
    }

    /** The budget that it drew on when it went out, whatever the host called it later. */
    Meter meter() {
        return meter;
    }

    Instant since() {
        return since;
    }

    /** The answer looked well, for which so many strikes were forgotten. */
    void forgives(int strikes) {
        forgiven = strikes;
    }

    /** How many strikes count again when the document says that the answer was a refusal. */
    int forgiven() {
        return forgiven;
    }

    /** Whether this is the first word of how it went; under the account's lock. */
    boolean comesBack() {
        boolean first = !back;
        back = true;
        return first;
    }

    /** Whether this is its end; under the account's lock. */
    boolean ends() {
        boolean first = !closed;
        closed = true;
        return first;
    }
}
