package io.repobackup.azure;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.Sha256;
import java.util.HashMap;
import java.util.Map;

/**
 * A blob of which all bytes are known, and which is to appear. <i>Immutable.</i>
 *
 * @param key its name
 * @param digest of all its bytes
 * @param options how it is to be stored
 * @param mark by which the upload knows it again; empty when nobody asks
 */
record Finished(BlobKey key, Sha256 digest, BlobOptions options, String mark) {

    /** The name of the metadata that keeps the digest, for whoever reads the blob whole. */
    static final String SHA256 = "sha256";

    /** The name of the metadata that keeps the mark. */
    static final String UPLOAD = "upload";

    Map<String, String> metadata() {
        Map<String, String> metadata = new HashMap<>(Map.of(SHA256, digest.hex()));
        if (!mark.isEmpty()) {
            metadata.put(UPLOAD, mark);
        }
        return metadata;
    }
}
