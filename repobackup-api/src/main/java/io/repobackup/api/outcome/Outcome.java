package io.repobackup.api.outcome;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How one part of one subject ended a run. There is no «skipped»: what was not looked at says why.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface Outcome {

    /** The word for this outcome in records, tables and JSON: {@code stored}, {@code not-due}. */
    default String word() {
        return this instanceof NotDue ? "not-due" : getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** What this outcome means for the run as a whole. */
    Severity severity();

    /**
     * Something new was stored, and nothing is missing.
     *
     * @param bytes how many bytes were stored, 0 when only refs or state changed
     * @param items how many objects or items were new
     */
    record Stored(long bytes, long items) implements Outcome {
        @Override
        public Severity severity() {
            return Severity.OK;
        }
    }

    /**
     * The last stored capture still holds.
     *
     * @param evidence how that is known: the mark, the refs, the host's answer
     */
    record Unchanged(String evidence) implements Outcome {
        @Override
        public Severity severity() {
            return Severity.OK;
        }
    }

    /**
     * The host has no cheap sign of change, and the last look is recent enough.
     *
     * @param checked when it was last looked at
     * @param due when it will be looked at again
     */
    record NotDue(Instant checked, Instant due) implements Outcome {
        @Override
        public Severity severity() {
            return Severity.OK;
        }
    }

    /**
     * The subject has no such part.
     *
     * @param reason how that is known
     */
    record Absent(String reason) implements Outcome {
        @Override
        public Severity severity() {
            return Severity.OK;
        }
    }

    /**
     * The credentials may not read it. The last good backup is kept.
     *
     * @param permission what is missing, in the host's words, and what to do
     */
    record Forbidden(String permission) implements Outcome {
        @Override
        public Severity severity() {
            return Severity.INCOMPLETE;
        }
    }

    /**
     * The host withholds it by law or by its terms. The last good backup is kept.
     *
     * @param notice the host's reason or the address of its notice
     */
    record Blocked(String notice) implements Outcome {
        @Override
        public Severity severity() {
            return Severity.INCOMPLETE;
        }
    }

    /**
     * It waits for a later run.
     *
     * @param until when it can go on, by this machine's clock
     * @param why what it waits for: quota, the next time budget
     */
    record Deferred(Instant until, String why) implements Outcome {
        @Override
        public Severity severity() {
            return Severity.INCOMPLETE;
        }
    }

    /**
     * What could be had was stored, and some of it could not be had.
     *
     * @param missing what is missing and why, one line each, at least one
     */
    record Incomplete(List<String> missing) implements Outcome {
        /** Refuses an empty list: that would be {@link Stored}. */
        public Incomplete {
            missing = List.copyOf(missing);
            if (missing.isEmpty()) {
                throw new IllegalArgumentException("an incomplete outcome names what is missing");
            }
        }

        @Override
        public Severity severity() {
            return Severity.INCOMPLETE;
        }
    }

    /**
     * It went wrong. The last good backup is kept.
     *
     * @param cause what went wrong
     */
    record Failed(Throwable cause) implements Outcome {
        @Override
        public Severity severity() {
            return Severity.FAILED;
        }
    }

    /** It was stopped on request, before it was done. */
    record Cancelled() implements Outcome {
        @Override
        public Severity severity() {
            return Severity.INCOMPLETE;
        }
    }
}
