package io.repobackup.samples.sink;

import io.repobackup.api.sink.StoredBlob;

/**
 * What the map holds under the key of a published blob.
 *
 * <p><i>Immutable.</i>
 *
 * @param blob what the blob is
 * @param upload the name under which its chunks lie
 */
public record Row(StoredBlob blob, String upload) {

    /** How long every chunk but the last is: 1 MiB. */
    static final int CHUNK_IN_BYTES = 1 << 20;

    /** The name of a chunk of an upload, counted from 0. */
    public static String chunk(String upload, long number) {
        return upload + "/" + number;
    }
}
