package io.repobackup.core.git;

import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.connection.Expectation;
import io.repobackup.core.git.connection.FailedAnswerException;
import io.repobackup.core.git.connection.GitConnection;
import io.repobackup.core.refs.RepositoryRefs;
import java.time.Duration;

/**
 * Whether a host that answers requests for packs with failures is there at all: then it shows its refs all the same.
 * <i>Confined to one thread.</i>
 */
final class Pulse {

    private static final Duration BREATH = Duration.ofSeconds(1);

    /** After so many failures in a row the host is asked for its refs, whatever failed. */
    private static final int DOUBTS = 4;

    private final GitConnection connection;
    private final Pause pause;
    private int failures;

    Pulse(GitConnection connection, Pause pause) {
        this.connection = connection;
        this.pause = pause;
    }

    /** A pack came. */
    void came() {
        failures = 0;
    }

    /** A pack did not come, one of many: feels the pulse now and then. Returns how often the host was asked, 0 or 1. */
    int missed(BrokenPackException broken, RepositoryRefs goal) {
        return isAnswer(broken.failure()) && ++failures >= DOUBTS ? feel(broken.failure(), goal) : 0;
    }

    /** A pack did not come that is asked for again: gives a host that answers with a failure some time. */
    void calm(BrokenPackException broken, RepositoryRefs goal) {
        if (isAnswer(broken.failure())) {
            pause.of(BREATH);
            feel(broken.failure(), goal);
        }
    }

    /**
     * Asks the host for its refs after this failure, if it was an answer.
     *
     * @return how often the host was asked, 0 or 1
     * @throws RepobackupException what is wrong with the host, when it does not show its refs either
     */
    int feel(UnavailableException failure, RepositoryRefs goal) {
        if (!isAnswer(failure)) {
            return 0;
        }
        try {
            connection.refs(Expectation.of(goal));
            failures = 0;
            return 1;
        } catch (RepobackupException e) {
            e.addSuppressed(failure);
            throw e;
        }
    }

    private static boolean isAnswer(UnavailableException failure) {
        return failure.getCause() instanceof FailedAnswerException;
    }
}
