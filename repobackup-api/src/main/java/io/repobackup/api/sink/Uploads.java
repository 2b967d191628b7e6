package io.repobackup.api.sink;

import java.time.Instant;
import java.util.stream.Stream;

/** Finds and clears what crashed uploads left behind: it costs space and is visible in no listing. */
public non-sealed interface Uploads extends SinkFacet {

    /** Uploads that were begun before this time and neither committed nor dropped. Lazy; the caller closes the stream. */
    Stream<Unfinished> unfinished(Instant before);

    /** Removes the leftovers of an upload. Idempotent; a blob that was committed meanwhile is untouched. */
    void abort(Unfinished upload);

    /**
     * What is left of an upload.
     *
     * @param key the key it was for, or where its leftovers lie when that is all the store knows
     * @param id the store's own name for it
     * @param begunAt when it was begun, by the store's clock
     * @param sizeInBytes how much space it takes, 0 when the store does not tell
     */
    record Unfinished(String key, String id, Instant begunAt, long sizeInBytes) {}
}
