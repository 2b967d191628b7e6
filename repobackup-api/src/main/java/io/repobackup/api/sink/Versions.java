package io.repobackup.api.sink;

import java.io.InputStream;
import java.util.List;

/** Shows what lies under a key besides the newest version: what an attacker or an accident put over it. */
public non-sealed interface Versions extends SinkFacet {

    /** All versions under a key, the oldest first, without markers of deletion; empty when there is none. Idempotent. */
    List<StoredBlob> of(BlobKey key);

    /** Opens one version for reading, as {@link BlobSink#open} does. */
    InputStream open(StoredBlob version, ByteRange range);
}
