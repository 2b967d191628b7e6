package io.repobackup.core.backup;

import io.repobackup.api.outcome.Outcome;
import java.util.List;

/** What an outcome says besides its word, one line each, for records, reports and people. */
public final class OutcomeNotes {

    private OutcomeNotes() {}

    /** The notes of an outcome; empty when the word says it all. */
    public static List<String> of(Outcome outcome) {
        if (outcome instanceof Outcome.Stored stored) {
            return List.of(stored.items() + " new, " + stored.bytes() + " bytes");
        }
        if (outcome instanceof Outcome.Unchanged unchanged) {
            return List.of(unchanged.evidence());
        }
        if (outcome instanceof Outcome.NotDue notDue) {
            return List.of("looked at " + notDue.checked() + ", due again " + notDue.due());
        }
        if (outcome instanceof Outcome.Absent absent) {
            return List.of(absent.reason());
        }
        if (outcome instanceof Outcome.Forbidden forbidden) {
            return List.of(forbidden.permission());
        }
        if (outcome instanceof Outcome.Blocked blocked) {
            return List.of(blocked.notice());
        }
        if (outcome instanceof Outcome.Deferred deferred) {
            return List.of("until " + deferred.until() + ": " + deferred.why());
        }
        if (outcome instanceof Outcome.Incomplete incomplete) {
            return incomplete.missing();
        }
        if (outcome instanceof Outcome.Failed failed) {
            return List.of(failure(failed.cause()));
        }
        return List.of();
    }

    private static String failure(Throwable cause) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName().replace("Exception", "") + (message == null ? "" : ": " + message);
    }
}
