package io.repobackup.api.capture;

/**
 * What a source or a snapshotter wants to be told next time: a watermark, validators, cursors. Opaque to the engine,
 * which stores it with the snapshot it belongs to. It is read by every later run, so it never holds a secret.
 *
 * <p><i>Immutable.</i>
 *
 * @param version the version of the text's own format, 0 or more, so that a newer adapter can read an older state
 * @param json the text, one JSON value, at most 16 MiB in UTF-8
 */
public record State(int version, String json) {

    /** Refuses what cannot be a state. */
    public State {
        if (version < 0) {
            throw new IllegalArgumentException("the version of a state is 0 or more, not " + version);
        }
        if (json.isBlank()) {
            throw new IllegalArgumentException("a state is one JSON value, not blank text");
        }
    }
}
