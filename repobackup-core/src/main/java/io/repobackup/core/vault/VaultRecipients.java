package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Encryption;
import java.time.Instant;
import java.util.TreeSet;

/**
 * For whom a vault encrypts, and which of it the keys of its sink open. Without encryption, everybody reads and writes.
 *
 * <p><i>Thread-safe.</i>
 */
public final class VaultRecipients {

    private final BlobSink sink;
    private final Signpost signpost;
    private final VaultFiles files;

    VaultRecipients(BlobSink sink, Signpost signpost) {
        this.sink = sink;
        this.signpost = signpost;
        this.files = new VaultFiles(sink);
    }

    /** How new files are encrypted, and for whom, as it was when the vault was opened. */
    public VaultEncryption named() {
        return signpost.encryption();
    }

    /** Whether files of a class can be read with the keys that the sink holds. */
    public boolean canRead(BlobClass blobClass) {
        return sink.facet(Encryption.class).map(does -> does.canRead(blobClass)).orElse(true);
    }

    /**
     * Does nothing when the vault's sink encrypts for those whom the vault names now, and can read the state that later runs
     * go on from. Asks the store only when the vault is encrypted.
     *
     * @throws MisconfiguredException otherwise; says what differs
     */
    public void requireWritable() {
        VaultEncryption does = VaultEncryption.of(sink);
        if (does.equals(VaultEncryption.none())) {
            return;
        }
        inStore().encryption().requireRecipients(signpost.id(), does);
        if (!canRead(BlobClass.STATE)) {
            throw new MisconfiguredException("Writing to vault " + signpost.id() + ": its state is encrypted for "
                    + String.join(", ", new TreeSet<>(does.stateRecipients()))
                    + ", and this process holds none of these keys;"
                    + " every run reads what the last one left, so give the sink the state key");
        }
    }

    /** Says that new files are for the recipients of the sink from now on. Returns what the vault says then. */
    Signpost rotate(Instant now) {
        VaultEncryption next = VaultEncryption.of(sink);
        signpost.encryption().requireMode(signpost.id(), next);
        sink.facet(Encryption.class).ifPresent(Encryption::requireProved);
        Signpost before = files.require();
        if (!before.encryption().equals(next)) {
            files.put(before.rotated(next, now));
        }
        return files.read().orElse(before);
    }

    /** The signpost as it is now; the one that was read last where it is missing or damaged, which is for others to tell. */
    private Signpost inStore() {
        try {
            return files.read().orElse(signpost);
        } catch (CorruptedException e) {
            return signpost;
        }
    }
}
