package io.repobackup.http;

import io.repobackup.api.failure.CancelledException;
import java.time.Duration;

/** Tries again what may succeed and may be repeated, as often and as late as the rule says. */
final class Retries {

    private final Login login;
    private final StatusFailures statuses;
    private final Pauses pauses;
    private final Announcer announcer;

    Retries(Login login, StatusFailures statuses, Pauses pauses, Announcer announcer) {
        this.login = login;
        this.statuses = statuses;
        this.pauses = pauses;
        this.announcer = announcer;
    }

    Answer answer(HttpRequest request) {
        for (int attempt = 1; ; attempt++) {
            checkInterrupted(request);
            Setback setback;
            try {
                Answer answer = login.answer(request);
                if (request.accepts(answer.status())) {
                    return answer;
                }
                setback = statuses.judge(request, answer, attempt);
            } catch (UndeliveredException e) {
                setback = ConnectionFailures.judge(request, e, attempt);
            }
            pause(request, setback, attempt);
        }
    }

    /** Waits for the next attempt, or throws when there is none. */
    private void pause(HttpRequest request, Setback setback, int attempt) {
        if (!setback.worthAnother(pauses.rule(), attempt)) {
            throw setback.failure();
        }
        Duration wait = pauses.after(attempt, setback.hostWait());
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
