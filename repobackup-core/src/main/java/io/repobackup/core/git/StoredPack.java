package io.repobackup.core.git;

import io.repobackup.core.git.pack.IndexedPack;
import io.repobackup.core.vault.PackEntry;

/**
 * A pack that is committed.
 *
 * @param entry where it is
 * @param index what it holds
 */
record StoredPack(PackEntry entry, IndexedPack index) {}
