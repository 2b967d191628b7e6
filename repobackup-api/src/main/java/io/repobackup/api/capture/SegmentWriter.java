package io.repobackup.api.capture;

/**
 * Writes items of one kind as the host sent them. Atomic: nothing takes effect before {@link #commit()}, and closing
 * without it drops the segment. Memory is bounded by the longest item.
 *
 * <p><i>Confined to the thread of its {@link PartContext}.</i>
 */
public interface SegmentWriter extends AutoCloseable {

    /**
     * Adds an item or replaces the one with this id.
     *
     * @param id the host's stable id of the item, 1 to 255 characters, unique within the kind
     * @param json the item as received: one JSON value in UTF-8, at most 64 MiB; line breaks between tokens are
     *     replaced by spaces, everything else, unknown fields included, is kept byte for byte; the array is read during
     *     the call only
     * @throws io.repobackup.api.failure.CorruptedException when the bytes are no single JSON value
     */
    void put(String id, byte[] json);

    /** Says that the item with this id no longer exists at the host. Its history stays restorable. */
    void remove(String id);

    /** Completes the segment. Once. An empty segment stores nothing, except a replacement, which then empties its kind. */
    void commit();

    /** Drops what was not committed. Idempotent; publishes nothing. */
    @Override
    void close();
}
