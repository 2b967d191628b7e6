package io.repobackup.core.vault.json;

/** Values that no field of a vault holds, but that an unknown field may hold. */
enum JsonNothing {
    NULL,
    FRACTION
}
