package io.repobackup.core.git.pack;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.DataFormatException;

/** Says what is wrong with one pack. */
record Failures(String name, PackLimits limits) {

    UnavailableException broken(IOException cause, long done, long objects, long bytes) {
        String how = cause instanceof EOFException ? "ended early" : "broke off";
        return new UnavailableException(
                "Reading " + name + " " + how + ", after " + done + " of " + objects + " objects and " + bytes
                        + " bytes; ask for it again",
                cause);
    }

    CorruptedException damaged(String expected, String actual) {
        return new CorruptedException(name, expected, actual);
    }

    CorruptedException damaged(long offset, DataFormatException cause) {
        String what = cause.getMessage() == null ? "data that cannot be inflated" : cause.getMessage();
        return new CorruptedException(name, "a valid entry at byte " + offset, what, cause);
    }

    MisconfiguredException tooLarge(long offset, TooLargeException cause) {
        return new MisconfiguredException(
                "Indexing " + name + " stopped at an entry of " + cause.size() + " bytes at byte " + offset
                        + "; at most " + limits.largestObject() + " bytes are allowed, and "
                        + limits.largestInMemory()
                        + " for what must be in memory as a whole; give the process more heap, or raise these limits",
                cause);
    }

    MisconfiguredException tooMuch(long made, long limit) {
        return new MisconfiguredException("Indexing " + name + " stopped when its deltas had made " + made
                + " bytes, and at most " + limit
                + " are allowed; if the repository is known to be like that, raise the limit of their total");
    }
}
