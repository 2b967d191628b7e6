package io.repobackup.http.limit;

import java.time.Instant;

/** What becomes of a request that wants to go out. <i>Immutable</i>, except for a {@link Pass}. */
public sealed interface Admission permits Pass, Admission.Later, Admission.Full {

    /**
     * Not before this time.
     *
     * @param until when to ask again, by this machine's clock
     * @param why what is waited for
     */
    record Later(Instant until, String why) implements Admission {}

    /** Not before another request has been answered: ask again after {@link Account#awaitChange}. */
    enum Full implements Admission {
        /** The only value. */
        FULL
    }
}
