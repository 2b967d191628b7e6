package io.repobackup.azure;

import com.azure.storage.blob.BlobServiceVersion;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How a sink was told to work. <i>Immutable.</i>
 *
 * @param endpoint the address of the account
 * @param credential what the account is shown
 * @param container the name of the container
 * @param prefix what every name begins with: empty, or with a slash at its end
 * @param version of the store's interface
 * @param limits sizes and times
 * @param tier where large DATA goes
 * @param locking how what is to be locked is locked, where it was said
 * @param thawPriority how soon what is thawed can be read
 * @param clock for the ends of locks
 */
record Settings(
        URI endpoint,
        AzureCredential credential,
        String container,
        String prefix,
        BlobServiceVersion version,
        Limits limits,
        Optional<ColdTier> tier,
        Optional<Locking> locking,
        ThawPriority thawPriority,
        Clock clock) {

    /**
     * Sizes and times.
     *
     * @param smallInBytes what is put in one request on condition
     * @param blockInBytes the least size of a block
     * @param parallelBlocks how many blocks are on their way at once
     * @param memoryInBytes what the blocks of all uploads take at most
     * @param connectTimeout for one attempt to connect
     * @param stallTimeout for a connection on which nothing moves
     * @param firstPause before what may be sent twice is sent a second time; longer before the third and the fourth
     */
    record Limits(
            long smallInBytes,
            int blockInBytes,
            int parallelBlocks,
            long memoryInBytes,
            Duration connectTimeout,
            Duration stallTimeout,
            Duration firstPause) {}

    /**
     * How locks are made.
     *
     * @param mode of which kind
     * @param atLeast how long everything is locked, also what nobody asks it for; zero for nothing
     */
    record Locking(RetentionMode mode, Duration atLeast) {}

    /** Of which kind locks are. */
    RetentionMode lockMode() {
        return locking.map(Locking::mode).orElse(RetentionMode.UNLOCKED);
    }

    @Override
    public String toString() {
        return place();
    }

    /** The container and its address, as messages tell it. */
    String place() {
        return "container " + container + (prefix.isEmpty() ? "" : " under " + prefix) + " at " + endpoint.getHost()
                + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
    }
}
