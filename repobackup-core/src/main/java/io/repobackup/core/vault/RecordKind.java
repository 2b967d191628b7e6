package io.repobackup.core.vault;

import io.repobackup.core.vault.signing.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a record was appended. */
public enum RecordKind {
    /** A moment that can be restored. */
    SNAPSHOT,
    /** A step of a capture that is not complete: never restored by default; what it adds is pending, and its packs and segments count. */
    PROGRESS,
    /** Other packs with the same objects. */
    COMPACTION,
    /** Snapshots were dropped and blobs condemned. */
    PRUNE,
    /** The subject was seen to have vanished from its host. */
    GONE,
    /** The subject was seen again after it had vanished. */
    RETURNED;

    /** Whose keys may sign records of this kind. */
    public Role role() {
        return switch (this) {
            case SNAPSHOT, PROGRESS, GONE, RETURNED -> Role.WRITER;
            case COMPACTION -> Role.MAINTAINER;
            case PRUNE -> Role.PRUNER;
        };
    }

    /** The kind's word in a record: its name in small letters. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this word; empty for a word that is not known. */
    public static Optional<RecordKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
