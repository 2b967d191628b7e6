package io.repobackup.core.vault;

import io.repobackup.api.capture.State;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a snapshotter captured, in full.
 *
 * <p><i>Immutable.</i>
 *
 * @param state what the snapshotter is told next time
 * @param segments all segments that count, the oldest first
 * @param ids for each kind the ids that are known and not removed
 * @param contents the linked contents by their ids
 */
public record MetadataContent(
        State state, List<Segment> segments, Map<String, Set<String>> ids, Map<String, ContentEntry> contents) {

    /** Takes copies. */
    public MetadataContent {
        segments = List.copyOf(segments);
        ids = Map.copyOf(ids);
        contents = Map.copyOf(contents);
    }
}
