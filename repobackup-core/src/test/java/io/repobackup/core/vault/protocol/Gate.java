package io.repobackup.core.vault.protocol;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.core.vault.writing.SubjectWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Who is asked before each call to a store that others can see, and decides what becomes of it. */
interface Gate {

    /** What is called. */
    enum Call {
        LIST,
        COMMIT,
        PUT
    }

    /** What becomes of a call. */
    enum Fate {
        /** It is done, and its answer arrives. */
        ANSWERED,
        /** It is done, and its answer is lost; only of puts. */
        DONE_IN_SILENCE,
        /** It is not done, and nobody says so; only of puts. */
        LOST
    }

    /** Returns when the call may go on. */
    Fate pass(Call call, String key);

    /**
     * The same gate for a process that is given up when a record that it puts is under way for longer than the second
     * commit window: what arrives later than that, no rule provides for.
     */
    static Gate inTime(Gate gate, Clock clock) {
        return (call, key) -> {
            Instant sent = clock.instant();
            Fate fate = gate.pass(call, key);
            Duration took = Duration.between(sent, clock.instant());
            if (call == Call.PUT && key.startsWith("log/") && took.compareTo(SubjectWriter.COMMIT_WINDOW) > 0) {
                throw new CancelledException("Putting " + key + " took " + took + "; the process is given up");
            }
            return fate;
        };
    }
}
