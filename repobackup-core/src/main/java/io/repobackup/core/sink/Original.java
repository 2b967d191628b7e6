package io.repobackup.core.sink;

import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions.VersionedKey;

/**
 * The oldest version of a key.
 *
 * @param version which one; once known it stays the oldest, for a store puts new versions over old ones
 * @param alone whether there was no other version when it was seen
 */
record Original(StoredBlob version, boolean alone) {

    static Original of(VersionedKey key) {
        return new Original(key.oldest(), key.versions() == 1);
    }
}
