package io.repobackup.api.capture;

import java.util.List;

/**
 * How a capture ended, short of a failure.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface Captured {

    /**
     * Everything that is new was written.
     *
     * @param state what to be told next time
     */
    record Changed(State state) implements Captured {}

    /**
     * Nothing is new; nothing was written.
     *
     * @param evidence how that is known, in words for a person: {@code 304 for every page}
     */
    record Same(String evidence) implements Captured {}

    /**
     * What could be read was written, and some things could not be read.
     *
     * @param state what to be told next time; it must lead to the missing things being tried again
     * @param missing what could not be read and why, one line each, at least one
     */
    record Partial(State state, List<String> missing) implements Captured {
        /** Refuses an empty list: that would be {@link Changed}. */
        public Partial {
            missing = List.copyOf(missing);
            if (missing.isEmpty()) {
                throw new IllegalArgumentException(
                        "a partial capture names what is missing; nothing missing is Changed");
            }
        }
    }

    /**
     * The subject does not have this part, or no longer.
     *
     * @param reason how that is known, in words for a person: {@code the wiki is switched off}
     */
    record Missing(String reason) implements Captured {}
}
