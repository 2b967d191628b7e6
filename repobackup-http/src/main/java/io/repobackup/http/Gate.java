package io.repobackup.http;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.http.limit.Account;
import io.repobackup.http.limit.Accounts;
import io.repobackup.http.limit.Admission;
import io.repobackup.http.limit.Budget;
import io.repobackup.http.limit.LimitRule;
import io.repobackup.http.limit.Limited;
import io.repobackup.http.limit.Pass;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Lets requests out when their credential may send them, and hears from answers when that is. <i>Thread-safe.</i> */
final class Gate implements AutoCloseable {

    /** Whoever is asked without credentials, after a redirect or at an address that was handed out. */
    private static final String NOBODY = "";

    private final Accounts accounts;
    private final LimitRule rule;
    private final Clock clock;
    private final Pauses pauses;
    private final Announcer announcer;
    private volatile boolean closed;

    Gate(LimitRule rule, Clock clock, Pauses pauses, Announcer announcer) {
        this.accounts = new Accounts(rule);
        this.rule = rule;
        this.clock = clock;
        this.pauses = pauses;
        this.announcer = announcer;
    }

    Patience patience() {
        return new Patience(clock, rule.longestWait());
    }

    List<Budget> budgets(String identity) {
        return accounts.budgets(identity);
    }

    /**
     * Lets a request out as soon as it may go.
     *
     * @param shown whether it shows credentials
     * @param before what has to be done when its turn has come, and before it holds up others
     */
    Pass pass(HttpRequest request, HttpUrl url, boolean shown, Patience patience, Runnable before) {
        Account account = accounts.of(site(url), shown ? request.credentials().identity() : NOBODY);
        while (true) {
            await(request, account, url, patience);
            before.run();
            Admission admission = account.ask(url.host(), request.cost(), patience.now());
            if (admission instanceof Pass pass) {
                return pass;
            }
        }
    }

    /** Hears from an answer how the request went, and gives it its pass, which ends with it. */
    Answer heard(Answer answer, Pass pass) {
        answer.flight().whenEnded(pass::close);
        try {
            Optional<Limited> limited = pass.answered(answer.status(), answer::header, answer::text, clock.instant());
            return answer.admitted(pass, limited, clock);
        } catch (RuntimeException e) {
            answer.close();
            throw e;
        }
    }

    /** There was no answer. */
    void lost(Pass pass) {
        pass.lost(clock.instant());
    }

    @Override
    public void close() {
        closed = true;
        accounts.close();
    }

    /** Waits until a request may go out; by then another one may have been faster. */
    private void await(HttpRequest request, Account account, HttpUrl url, Patience patience) {
        while (true) {
            Optional<Admission> objection = account.objection(url.host(), request.cost(), patience.now());
            if (objection.isEmpty()) {
                return;
            }
            await(request, account, url, objection.get(), patience);
        }
    }

    private void await(HttpRequest request, Account account, HttpUrl url, Admission objection, Patience patience) {
        try {
            if (objection instanceof Admission.Later later) {
                sleep(request, later, patience);
            } else {
                account.awaitChange(url.host(), request.cost(), patience.now());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    request + " was not sent, because its thread was interrupted while it waited for its turn", e);
        }
        if (closed) {
            throw new CancelledException(request + " was not sent, because the client was closed");
        }
    }

    /** A random moment more, so that not all who wait come back at once. */
    private void sleep(HttpRequest request, Admission.Later later, Patience patience) throws InterruptedException {
        if (!patience.lasts(later.until())) {
            throw new RateLimitedException(
                    request + " was not sent for '" + request.credentials().identity() + "': " + later.why()
                            + "; go on at " + later.until() + ", not earlier, or let the client wait longer",
                    later.until());
        }
        Duration wait = pauses.after(1, Duration.between(patience.now(), later.until()));
        announcer.paused(request, wait, later.why());
        pauses.sleeper().sleep(wait);
        patience.slept(later.until());
    }

    /** What hosts belong together: github.com and api.github.com do. */
    private static String site(HttpUrl url) {
        String domain = url.topPrivateDomain();
        return domain == null ? url.host() + ":" + url.port() : domain;
    }
}
