package io.repobackup.http;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.api.failure.UnavailableException;
import java.time.Duration;

/**
 * Tries again what may succeed and may be repeated, as often and as late as the rule says. What was too much is asked for
 * in smaller pieces, where that can be done, which does not count as another attempt.
 */
final class Retries {

    private final Login login;
    private final StatusFailures statuses;
    private final Pauses pauses;
    private final Gate gate;
    private final Announcer announcer;

    Retries(Login login, StatusFailures statuses, Pauses pauses, Gate gate, Announcer announcer) {
        this.login = login;
        this.statuses = statuses;
        this.pauses = pauses;
        this.gate = gate;
        this.announcer = announcer;
    }

    <T> T run(Errand<T> errand) {
        Patience patience = gate.patience();
        int attempt = 1;
        while (true) {
            HttpRequest request = errand.request();
            checkInterrupted(request);
            try {
                return attempt(errand, request, attempt, patience);
            } catch (SetbackException e) {
                Setback setback = e.setback();
                boolean less = setback.tooMuch() && setback.repeatable() && errand.askForLess();
                if (!less && !setback.worthAnother(pauses.rule(), attempt, patience)) {
                    throw setback.failure();
                }
                pause(request, setback, attempt);
                attempt += less ? 0 : 1;
            }
        }
    }

    private <T> T attempt(Errand<T> errand, HttpRequest request, int attempt, Patience patience)
            throws SetbackException {
        Answer answer;
        try {
            answer = login.answer(request, patience);
        } catch (UndeliveredException e) {
            throw new SetbackException(ConnectionFailures.judge(request, e, attempt));
        }
        if (!isExpected(request, answer)) {
            throw new SetbackException(statuses.judge(request, answer, attempt));
        }
        HttpResponse response = new HttpResponse(answer, request);
        try {
            return errand.receive(response);
        } catch (UnavailableException | RateLimitedException e) {
            throw new SetbackException(response.setback(e));
        }
    }

    /** A 403 for a limit is no answer to whoever wants to hear of refusals. */
    private static boolean isExpected(HttpRequest request, Answer answer) {
        return request.accepts(answer.status())
                && !(answer.status() == 403 && answer.limited().isPresent());
    }

    /** Waits for the next attempt; where the credential is paused, the gate does. */
    private void pause(HttpRequest request, Setback setback, int attempt) {
        if (setback.limitedUntil() != null) {
            return;
        }
        Duration wait = pauses.after(attempt, Duration.ZERO);
        announcer.waiting(request, attempt, wait, setback.why());
        try {
            pauses.sleeper().sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    request + " was not sent again, because its thread was interrupted while it waited", e);
        }
    }

    private static void checkInterrupted(HttpRequest request) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(request + " was not sent, because its thread was interrupted");
        }
    }
}
