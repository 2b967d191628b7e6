package io.repobackup.core.vault;

/**
 * Items of one kind that a snapshotter put and removed together.
 *
 * <p><i>Immutable.</i>
 *
 * @param kind what the items are
 * @param mode what becomes of the kind's earlier segments
 * @param blob the lines, compressed
 * @param items how many lines there are
 */
public record Segment(String kind, Mode mode, BlobRef blob, long items) {

    /** What becomes of earlier segments of the same kind. */
    public enum Mode {
        /** They stay: items are added, replaced and removed. */
        ADD,
        /** They no longer count: this segment is all of its kind. */
        REPLACE
    }
}
