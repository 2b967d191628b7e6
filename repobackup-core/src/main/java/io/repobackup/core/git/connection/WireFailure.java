package io.repobackup.core.git.connection;

import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.git.wire.RemoteErrorException;
import java.io.EOFException;
import java.io.IOException;

/** What a caller can do about a conversation that failed. */
final class WireFailure {

    private WireFailure() {}

    static RepobackupException of(String attempt, IOException seen) {
        if (seen instanceof RemoteErrorException) {
            return new UnavailableException(
                    attempt + ": the other side said '" + seen.getMessage() + "'; see whether git can clone it", seen);
        }
        return new UnavailableException(attempt + ": " + seen.getMessage() + "; try again later", seen);
    }

    static IOException speechless() {
        return new EOFException("the answer was empty, as if the other side had died");
    }
}
