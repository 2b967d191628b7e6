package io.repobackup.http.limit;

import java.time.Instant;

/**
 * A host refused a request because there were too many.
 *
 * <p><i>Immutable.</i>
 *
 * @param kind which of its limits
 * @param until when the credential may go on, by this machine's clock
 * @param why in words
 */
public record Limited(Kind kind, Instant until, String why) {

    /** Which limit was met. */
    public enum Kind {
        /** The budget of the span is used up. */
        PRIMARY,
        /** Too much at once, by rules that need not be known. */
        SECONDARY,
        /** The host as a whole has too much to do. */
        OVERLOAD
    }
}
