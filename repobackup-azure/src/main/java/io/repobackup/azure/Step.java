package io.repobackup.azure;

import io.repobackup.api.sink.BlobKey;
import java.util.Optional;

/**
 * One request, as a message tells it. <i>Immutable.</i>
 *
 * @param doing what is done, such as {@code Reading data/x}
 * @param key the blob it is about
 * @param right what it needs to be allowed
 * @param effect what a lost answer means
 */
record Step(String doing, Optional<BlobKey> key, Right right, Effect effect) {

    static Step of(String doing, BlobKey key, Right right) {
        return new Step(doing + " " + key, Optional.of(key), right, Effect.REPEATABLE);
    }

    static Step of(String doing, Right right) {
        return new Step(doing, Optional.empty(), right, Effect.REPEATABLE);
    }

    /** The same, where the caller must know whether it happened. */
    Step once() {
        return new Step(doing, key, right, Effect.ONCE);
    }

    /** What a lost answer means. */
    enum Effect {
        /** Nothing: it is asked again some day. */
        REPEATABLE,
        /** It may have happened, and asked again it may be refused for that. */
        ONCE
    }
}
