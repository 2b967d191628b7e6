package io.repobackup.samples.cli;

import io.repobackup.api.outcome.Severity;

/** What the process tells its caller. */
final class ExitStatus {

    /** All is well. */
    static final int OK = 0;

    /** Something went wrong. */
    static final int FAILED = 1;

    /** The arguments make no sense. */
    static final int USAGE = 2;

    /** Something is missing or waits. */
    static final int INCOMPLETE = 3;

    private ExitStatus() {}

    static int of(Severity severity) {
        return switch (severity) {
            case OK -> OK;
            case INCOMPLETE -> INCOMPLETE;
            case FAILED -> FAILED;
        };
    }
}
