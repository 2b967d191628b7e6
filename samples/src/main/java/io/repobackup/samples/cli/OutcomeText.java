package io.repobackup.samples.cli;

import io.repobackup.api.outcome.Outcome;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What stands behind an outcome, in one line. */
final class OutcomeText {

    private OutcomeText() {}

    static String of(Outcome outcome) {
        if (outcome instanceof Outcome.Stored stored) {
            return Amount.bytes(stored.bytes()) + ", " + Amount.count(stored.items(), "item");
        }
        if (outcome instanceof Outcome.Unchanged unchanged) {
            return unchanged.evidence();
        }
        if (outcome instanceof Outcome.NotDue notDue) {
            return "looked at " + notDue.checked() + ", again after " + notDue.due();
        }
        if (outcome instanceof Outcome.Absent absent) {
            return absent.reason();
        }
        return ofTrouble(outcome);
    }

    private static String ofTrouble(Outcome outcome) {
        if (outcome instanceof Outcome.Forbidden forbidden) {
            return forbidden.permission();
        }
        if (outcome instanceof Outcome.Blocked blocked) {
            return blocked.notice();
        }
        if (outcome instanceof Outcome.Deferred deferred) {
            return "until " + deferred.until().truncatedTo(ChronoUnit.SECONDS) + ": " + deferred.why();
        }
        if (outcome instanceof Outcome.Incomplete incomplete) {
            return ofMissing(incomplete.missing());
        }
        if (outcome instanceof Outcome.Failed failed) {
            return message(failed.cause());
        }
        return "stopped on request";
    }

    /** What a failure says; its kind, when it says nothing. */
    static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private static String ofMissing(List<String> missing) {
        return missing.get(0) + (missing.size() == 1 ? "" : " (and " + (missing.size() - 1) + " more)");
    }
}
