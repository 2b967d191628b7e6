package io.repobackup.core.vault;

import java.util.Optional;

/**
 * A line of a segment: an item as the host sent it, or the news that it is gone.
 *
 * <p><i>Immutable.</i>
 *
 * @param id the item's id
 * @param json the item, one JSON value on one line; empty when the item is gone
 */
public record SegmentLine(String id, Optional<String> json) {}
