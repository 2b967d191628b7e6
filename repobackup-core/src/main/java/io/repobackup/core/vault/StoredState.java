package io.repobackup.core.vault;

import io.repobackup.api.capture.State;

/**
 * A snapshotter's state as a record spells it.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface StoredState {

    /**
     * A state in the record itself.
     *
     * @param state the state
     */
    record Inline(State state) implements StoredState {}

    /**
     * A state in a blob of its own.
     *
     * @param version the version of the text's own format
     * @param blob the text, compressed
     */
    record Stored(int version, BlobRef blob) implements StoredState {}
}
