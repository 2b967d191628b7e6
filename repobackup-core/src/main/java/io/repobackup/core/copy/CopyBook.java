package io.repobackup.core.copy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Thaw.Temperature;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.core.copy.CopyReport.Kind;
import io.repobackup.core.copy.CopyReport.Tally;
import io.repobackup.core.copy.CopyReport.Trouble;
import io.repobackup.core.thaw.ColdBlob;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.LogHead;
import java.util.ArrayList;
import java.util.List;

/** What becomes of some objects. <i>Confined to one thread.</i> */
public final class CopyBook {

    private static final String HOW =
            " a cold tier. Ask the store for it with the engine's thaw, wait, and run again; see docs/COLD.md";

    private final List<Trouble> troubles = new ArrayList<>();
    private final List<ColdBlob> cold = new ArrayList<>();
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

    /** A blob lies in a cold tier. */
    public void cold(ColdBlob blob, List<SnapshotInfo> harms) {
        cold.add(blob);
        String now = blob.temperature() == Temperature.THAWING ? "is on its way out of" : "lies in";
        trouble(Kind.FROZEN, blob.key(), blob.sizeInBytes() + " bytes that can be read later: it " + now + HOW, harms);
    }

    /** What is wrong with a log. That nobody vouches for its end is told, and harms nothing where it is no condition. */
    public void findings(LogHead head) {
        for (Finding finding : head.findings()) {
            switch (finding.kind()) {
                case FOREIGN -> {
                    // Not a record: it is left where it is.
                }
                case UNSIGNED_RECORD -> trouble(Kind.UNSIGNED, finding.key(), finding.text(), List.of());
                default -> trouble(Kind.DAMAGED, finding.key(), finding.text(), List.of());
            }
        }
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
        return new Tally(copied, present, bytes, troubles, cold);
    }
}
