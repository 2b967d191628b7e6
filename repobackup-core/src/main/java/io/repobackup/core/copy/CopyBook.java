package io.repobackup.core.copy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.core.copy.CopyReport.Kind;
import io.repobackup.core.copy.CopyReport.Tally;
import io.repobackup.core.copy.CopyReport.Trouble;
import java.util.ArrayList;
import java.util.List;

/** What becomes of some objects. <i>Confined to one thread.</i> */
public final class CopyBook {

    private final List<Trouble> troubles = new ArrayList<>();
    private long copied;
    private long present;
    private long bytes;

    /** An object of this size was copied. */
    public void copied(long size) {
        copied++;
        bytes += size;
    }

    /** So many objects were there already. */
    public void present(long objects) {
        present += objects;
    }

    /** Something is wrong. */
    public void trouble(Kind kind, BlobKey key, String cause, List<SnapshotInfo> harms) {
        troubles.add(new Trouble(kind, key, cause, harms));
    }

    /**
     * Notes why an object of the vault could not be copied.
     *
     * @return whether it is lost in the vault itself, so that waiting for it is no use
     */
    boolean failed(BlobKey key, RepobackupException why, List<SnapshotInfo> harms) {
        if (why instanceof CancelledException) {
            throw why;
        }
        if (why instanceof CorruptedException corrupted) {
            trouble(
                    Kind.DAMAGED,
                    key,
                    "expected " + corrupted.expected() + ", found " + corrupted.actual() + " in the vault",
                    harms);
            return true;
        }
        if (why instanceof NotFoundException) {
            trouble(Kind.MISSING, key, "the vault has it no more", harms);
            return true;
        }
        Kind kind = why instanceof FrozenException ? Kind.FROZEN : Kind.NOT_COPIED;
        trouble(kind, key, String.valueOf(why.getMessage()), harms);
        return false;
    }

    /** All of it so far. */
    public Tally tally() {
        return new Tally(copied, present, bytes, troubles);
    }
}
