package io.repobackup.core.vault;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a snapshotter captured, as a record spells it.
 *
 * <p><i>Immutable.</i>
 *
 * @param state what the snapshotter is told next time
 * @param segments all segments that count, the oldest first
 * @param ids for each kind the ids that are known and not removed
 * @param contents the linked contents, with and without their bytes
 */
public record StoredMetadata(
        StoredState state,
        List<Segment> segments,
        Map<String, StoredLines<String>> ids,
        StoredLines<ContentEntry> contents)
        implements StoredContent {

    /** Takes copies. */
    public StoredMetadata {
        segments = List.copyOf(segments);
        ids = Collections.unmodifiableMap(new TreeMap<>(ids));
    }
}
