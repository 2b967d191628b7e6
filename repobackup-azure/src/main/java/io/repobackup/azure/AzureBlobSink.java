package io.repobackup.azure;

import com.azure.storage.blob.models.BlobListDetails;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobUpload;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.SinkFacet;
import io.repobackup.api.sink.StoredBlob;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A sink in a container of Azure Blob Storage, below a prefix. The container exists already; nothing is sent before the
 * first call.
 *
 * <p>A blob shorter than a block is one Put Blob. A longer one is staged in blocks while it is written, some at once, and
 * appears with its block list; the memory for blocks is bounded for all uploads together. Both, and
 * {@link #putIfAbsent}, carry {@code If-None-Match: *}, so that nothing stored is ever replaced; the first put shows, by
 * asking once more for the same, that the store refuses. Block requests and readings are tried up to four times, as the
 * store advises; requests that make a blob appear are sent once.
 *
 * <p>Every block and every put carries an MD5 that the store compares. A blob keeps its SHA-256 as metadata, and whoever
 * reads it whole has it compared. Whoever may write may also forge it, so that it is told only by the upload itself.
 *
 * <p>Blocks of an upload that was closed or killed are visible to nobody, and the store drops them after a week. They
 * cannot be removed before without making the blob appear for a moment, which a writer has no right to undo; so there is
 * no {@link io.repobackup.api.sink.Uploads}.
 *
 * <p>The account must be without a hierarchical namespace: listings of one come in another order, which is noticed.
 *
 * <p><i>Thread-safe.</i> Closed by whoever opened it.
 */
public final class AzureBlobSink implements BlobSink {

    private final Container container;
    private final Staging staging;
    private final Puts puts;
    private final Reads reads;
    private final Facets facets;
    private final Set<BlockUpload> unfinished = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    AzureBlobSink(Settings settings) {
        this.container = new Container(settings);
        this.staging = new Staging(container);
        Abilities abilities = new Abilities(container);
        this.puts = new Puts(container, new Placing(settings, abilities));
        this.reads = new Reads(container);
        this.facets = new Facets(container, abilities, reads, staging, () -> closed);
    }

    /** The settings of a sink, to be filled in. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public SinkCapabilities capabilities() {
        return SinkCapabilities.racing(container.settings().limits().smallInBytes());
    }

    @Override
    public BlobUpload begin(BlobKey key, BlobOptions options) {
        requireUsable(key);
        StagedBlocks blocks = new StagedBlocks(
                container, staging, puts, key, UUID.randomUUID().getMostSignificantBits());
        BlockUpload upload = new BlockUpload(key, options, blocks, this::ended);
        unfinished.add(upload);
        return upload;
    }

    @Override
    public StoredBlob putIfAbsent(BlobKey key, byte[] bytes, BlobOptions options) {
        requireUsable(key);
        if (bytes.length > capabilities().smallLimitInBytes()) {
            throw new IllegalArgumentException("Putting " + key + " in one go: " + bytes.length
                    + " bytes are more than " + capabilities().smallLimitInBytes() + "; use begin instead");
        }
        return puts.putIfAbsent(key, ByteBuffer.wrap(bytes), options);
    }

    @Override
    public InputStream open(BlobKey key, ByteRange range) {
        requireUsable(key);
        return reads.open(key, container.blob(key), range);
    }

    @Override
    public Optional<StoredBlob> stat(BlobKey key) {
        requireUsable(key);
        return container.properties(key).map(seen -> Stored.of(key, seen));
    }

    @Override
    public Stream<StoredBlob> list(BlobListing listing) {
        requireOpen();
        return Streams.of(Listing.of(container, listing, new BlobListDetails(), () -> closed))
                .map(item -> Stored.of(item.key(), item.item()));
    }

    @Override
    public <F extends SinkFacet> Optional<F> facet(Class<F> type) {
        requireOpen();
        return facets.get(type);
    }

    @Override
    public void close() {
        closed = true;
        unfinished.forEach(BlockUpload::close);
        staging.close();
        container.close();
    }

    @Override
    public String toString() {
        return "AzureBlobSink[" + container.settings().place() + "]";
    }

    private void ended(BlockUpload upload) {
        unfinished.remove(upload);
        if (unfinished.isEmpty()) {
            staging.memory().drop();
        }
    }

    private void requireUsable(BlobKey key) {
        requireOpen();
        container.failures().requireNotInterrupted(Step.of("Using", key, Right.READ));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "the sink on " + container.settings().place() + " was closed");
        }
    }

    /**
     * Settings of a sink.
     *
     * <p><i>Confined to one thread at a time.</i>
     */
    public static final class Builder {

        private final SettingsDraft draft = new SettingsDraft();

        private Builder() {}

        /**
         * Everything that says which account it is and lets in, as the account's page shows it; in place of {@link
         * #endpoint} and {@link #credential}.
         *
         * @throws MisconfiguredException when it cannot be read; the message does not quote it
         */
        public Builder connectionString(Secret text) {
            ConnectionText connection = ConnectionText.of(text);
            return endpoint(connection.endpoint()).credential(connection.credential());
        }

        /**
         * The address of the account's blobs, such as {@code https://account.blob.core.windows.net}; of an emulator, such as
         * {@code http://127.0.0.1:10000/devstoreaccount1}, by number.
         */
        public Builder endpoint(URI address) {
            draft.endpoint(address);
            return this;
        }

        /** What the account is shown to be let in. */
        public Builder credential(AzureCredential credential) {
            draft.credential(credential);
            return this;
        }

        /** The container, which must exist. */
        public Builder container(String name) {
            draft.container(name);
            return this;
        }

        /** The folder in the container that the keys are below; the whole container when it is not named. */
        public Builder prefix(BlobKey folder) {
            draft.prefix(folder.text() + "/");
            return this;
        }

        /**
         * How long the blocks of large blobs are; 8 MiB when not set. Above 4 MiB the store is faster. It doubles every
         * 10,000 blocks, so that a blob of 8 MiB blocks can have 2.4 TiB.
         *
         * @param bytes 64 KiB to 256 MiB
         */
        public Builder blockSizeInBytes(int bytes) {
            draft.blockSize(bytes);
            return this;
        }

        /** How many blocks of all uploads of this sink are on their way at once; 4 when not set. */
        public Builder parallelBlocks(int count) {
            draft.parallelBlocks(count);
            return this;
        }

        /**
         * How much memory the blocks of all uploads of this sink take together, in bytes: one block or more. When not set,
         * 128 MiB, or what one upload can use when that is more. Whoever writes while it is in use waits. An upload needs none
         * of it before it has 1 MiB; a block that is longer than all of it is sent when no other is. A thread that has several
         * uploads open is not held back by itself, and may exceed it by a block for each upload beside the first.
         */
        public Builder uploadMemoryInBytes(long bytes) {
            draft.uploadMemory(bytes);
            return this;
        }

        /** How long a blob {@link BlobSink#putIfAbsent} takes; 17 MiB when not set, which leaves room for encryption. */
        public Builder smallLimitInBytes(long bytes) {
            draft.smallLimit(bytes);
            return this;
        }

        /** Where {@code DATA} of 1 MiB and more goes; the account's own tier when not set. All else stays there anyway. */
        public Builder coldData(ColdTier tier) {
            draft.tier(tier);
            return this;
        }

        /**
         * How what is to be locked ({@link BlobOptions#retainUntil}, {@link io.repobackup.api.sink.Retention}) is locked. When
         * not set, the container is asked whether it can lock at all, and locks are {@link RetentionMode#UNLOCKED}.
         */
        public Builder locking(RetentionMode mode) {
            return locking(mode, Duration.ZERO);
        }

        /** The same, with a time that everything is locked for at least, whatever else it is told. */
        public Builder locking(RetentionMode mode, Duration atLeast) {
            draft.locking(new Settings.Locking(mode, atLeast));
            return this;
        }

        /** How soon what {@link io.repobackup.api.sink.Thaw} asks for can be read; within 15 hours when not set. */
        public Builder thawing(ThawPriority priority) {
            draft.thawPriority(priority);
            return this;
        }

        /** How long one attempt to connect may take; 10 s when not set. */
        public Builder connectTimeout(Duration time) {
            draft.connectTimeout(time);
            return this;
        }

        /** How long nothing may move on a connection; 60 s when not set. */
        public Builder stallTimeout(Duration time) {
            draft.stallTimeout(time);
            return this;
        }

        /** The version of the store's interface to speak, for stores that are older than the default: {@code 2026-02-06}. */
        public Builder serviceVersion(String version) {
            draft.version(version);
            return this;
        }

        /** For tests, which do not wait. */
        Builder firstPause(Duration time) {
            draft.firstPause(time);
            return this;
        }

        /** The clock that locks are counted from; the system's when not set. */
        public Builder clock(Clock clock) {
            draft.clock(clock);
            return this;
        }

        /**
         * The sink. Sends nothing.
         *
         * @throws MisconfiguredException when something is missing or cannot be; says what
         */
        public AzureBlobSink build() {
            return new AzureBlobSink(draft.settings());
        }
    }
}
