package io.repobackup.core.git.pack;

import java.nio.ByteBuffer;

/**
 * Takes a pack while it is indexed. What it throws ends the indexing and passes through.
 *
 * <p><i>Confined to one thread</i>, the one that indexes.
 */
@FunctionalInterface
public interface PackConsumer {

    /**
     * Takes the next bytes of the pack, every byte once and in order.
     *
     * @param bytes good during the call only, and not to be changed
     */
    void accept(ByteBuffer bytes);

    /**
     * Tells how far the deltas are put together, which begins when all bytes have come. Called every half second or more
     * often until they are.
     *
     * @param done how many are, 0 or more
     * @param all how many there are
     */
    default void resolved(long done, long all) {}
}
