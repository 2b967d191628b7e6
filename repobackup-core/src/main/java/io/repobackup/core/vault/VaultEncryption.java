package io.repobackup.core.vault;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Encryption;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the files of a vault are encrypted, and for whom the new ones are. Older ones may be for others. See docs/FORMAT.md,
 * section 5.
 *
 * <p><i>Immutable.</i>
 *
 * @param mode the name of the format; {@code none} when nothing is encrypted
 * @param recipients the fingerprints of those whom data is encrypted for
 * @param stateRecipients the fingerprints of those whom state is encrypted for; the former are among them
 */
public record VaultEncryption(String mode, Set<String> recipients, Set<String> stateRecipients) {

    private static final VaultEncryption NONE = new VaultEncryption("none", Set.of(), Set.of());

    /** Takes copies. */
    public VaultEncryption {
        recipients = Set.copyOf(recipients);
        stateRecipients = Set.copyOf(stateRecipients);
    }

    /** Nothing is encrypted. */
    public static VaultEncryption none() {
        return NONE;
    }

    /** What this sink does to what is put through it. */
    public static VaultEncryption of(BlobSink sink) {
        return sink.facet(Encryption.class)
                .map(does -> new VaultEncryption(
                        does.mode(), does.recipients(BlobClass.DATA), does.recipients(BlobClass.STATE)))
                .orElse(NONE);
    }

    /** Refuses a sink that cannot read what lies in the vault. */
    void requireMode(VaultId vault, VaultEncryption sinks) {
        if (mode.equals(sinks.mode)) {
            return;
        }
        if (sinks.mode.equals(NONE.mode)) {
            throw new MisconfiguredException("Opening vault " + vault + ": it is encrypted in the format '" + mode
                    + "' for " + text(stateRecipients)
                    + ", and this sink does not encrypt; put the sink of that format over"
                    + " it, such as AgeBlobSink for 'age'");
        }
        throw new MisconfiguredException("Opening vault " + vault + ": vault.json says that its encryption is '" + mode
                + "', and this sink encrypts in the format '" + sinks.mode + "'; "
                + (mode.equals(NONE.mode)
                        ? "open it with the store itself, or copy it into a new vault that is encrypted"
                        : "use the sink of the vault's format"));
    }

    /** Refuses a sink that would encrypt for others than the vault says. */
    void requireRecipients(VaultId vault, VaultEncryption sinks) {
        if (!equals(sinks)) {
            throw new MisconfiguredException("Writing to vault " + vault + ": it says that data is encrypted for "
                    + text(recipients) + " and state for " + text(stateRecipients)
                    + ", and this sink encrypts data for " + text(sinks.recipients) + " and state for "
                    + text(sinks.stateRecipients)
                    + "; give the sink the recipients of the vault, or change those of the vault with"
                    + " Vault.rotateRecipients");
        }
    }

    private static String text(Set<String> fingerprints) {
        return fingerprints.isEmpty() ? "nobody" : String.join(", ", new TreeSet<>(fingerprints));
    }
}
