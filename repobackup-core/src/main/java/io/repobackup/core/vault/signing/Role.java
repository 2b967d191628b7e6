package io.repobackup.core.vault.signing;

import java.util.Locale;

/** What the holder of a key may append. <i>Immutable.</i> */
public enum Role {
    /** What backups append: snapshots, their steps, and that a subject has vanished or returned. */
    WRITER,
    /** The same content in other packs, or signed after the fact. */
    MAINTAINER,
    /** That snapshots are dropped and blobs may be removed. */
    PRUNER;

    /** The role's word in a certificate: its name in small letters. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
