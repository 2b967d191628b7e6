package io.repobackup.core.vault;

import io.repobackup.core.vault.key.Ulid;

/**
 * The identity of a vault, the same in every record and catalog in it, so that nothing is mistaken for another vault's.
 *
 * <p><i>Immutable.</i>
 *
 * @param text a ULID in small letters
 */
public record VaultId(String text) {

    /** Refuses what is no ULID. */
    public VaultId {
        text = new Ulid(text).text();
    }

    @Override
    public String toString() {
        return text;
    }
}
