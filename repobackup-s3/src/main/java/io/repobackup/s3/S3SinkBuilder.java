package io.repobackup.s3;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.SinkCapabilities;
import io.repobackup.api.sink.Thaw;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Builds an {@link S3BlobSink}. Without credentials of its own it uses those that the AWS SDK finds: in the environment,
 * a profile, a web identity token, a container or an instance. Nothing is sent before the sink is used.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class S3SinkBuilder {

    private static final int DEFAULT_PART = 8 << 20;
    private static final int DEFAULT_PARALLEL = 3;
    private static final int MOST_PARALLEL = 64;
    private static final int MOST_TAGS = 10;
    private static final long DEFAULT_MEMORY = 128L << 20;

    private final String bucket;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final StoreAddress.Draft address = new StoreAddress.Draft();
    private String prefix = "";
    private S3Checksums checksums = S3Checksums.STANDARD;
    private int partSize = DEFAULT_PART;
    private int parallelParts = DEFAULT_PARALLEL;
    private long uploadMemory;
    private long smallLimit = SinkCapabilities.USUAL_SMALL_LIMIT_IN_BYTES;
    private boolean singleWriter;
    private @Nullable String coldClass;
    private @Nullable ServerSideEncryption encryption;
    private @Nullable String kmsKey;
    private @Nullable S3LockMode lockMode;
    private Duration lockFor = Duration.ZERO;
    private @Nullable S3ThawTier thawTier;
    private boolean asksForVersions = true;
    private Clock clock = Clock.systemUTC();
    private @Nullable Pause pause;

    S3SinkBuilder(String bucket) {
        this.bucket = bucket;
    }

    /** What the names of all objects begin with, such as {@code backups/git}; none without this. */
    public S3SinkBuilder prefix(String text) {
        prefix = text;
        return this;
    }

    /** The region of the bucket; without this, the one that the AWS SDK finds, or us-east-1 at another endpoint. */
    public S3SinkBuilder region(String name) {
        address.region = name;
        return this;
    }

    /**
     * Where the store is, when it is not AWS, such as {@code https://minio.example.org:9000}.
     *
     * @throws MisconfiguredException when it has more than a scheme, a host and a port
     */
    public S3SinkBuilder endpoint(URI uri) {
        boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (!web || !bare || uri.getHost() == null || uri.getPath().length() > 1) {
            throw new MisconfiguredException("Opening the bucket " + bucket
                    + ": an endpoint is http or https, a host and a port, such as https://minio.example.org:9000");
        }
        address.endpoint = uri;
        return this;
    }

    /** Names the bucket in the path instead of in the host name, as most stores other than AWS want it. */
    public S3SinkBuilder pathStyle() {
        address.pathStyle = true;
        return this;
    }

    /** The access keys to use, renewed as they say. */
    public S3SinkBuilder credentials(S3Credentials source) {
        address.credentials = source;
        return this;
    }

    /** One access key that does not change. */
    public S3SinkBuilder credentials(S3AccessKey key) {
        return credentials(S3Credentials.fixed(key));
    }

    /** How the store is made to check what reaches it; {@link S3Checksums#STANDARD} without this. */
    public S3SinkBuilder checksums(S3Checksums mode) {
        checksums = mode;
        return this;
    }

    /**
     * How long the first parts of a long blob are, in bytes: 5 MiB to 1 GiB, 8 MiB without this. A blob up to this is one
     * request. Later parts are longer, half as much again after each thousand; a blob from parts of 8 MiB has at most
     * 884 GiB, from 64 MiB 5.6 TiB.
     */
    public S3SinkBuilder partSizeInBytes(int bytes) {
        partSize = (int) within("a part size of", PartPlan.SMALLEST, bytes, PartPlan.LARGEST);
        return this;
    }

    /** How many parts of one blob are sent at once: 1 to 64, 3 without this; fewer where memory is short. */
    public S3SinkBuilder parallelParts(int count) {
        parallelParts = (int) within("parallel parts of", 1, count, MOST_PARALLEL);
        return this;
    }

    /**
     * How much memory the parts of all uploads of this sink take together, in bytes: one part or more. Without this 128 MiB,
     * or what one upload can use when that is more. Whoever writes while it is in use waits. An upload needs none of it before
     * it has 1 MiB; a part that is longer than all of it is sent when no other is. A thread that has several uploads open is
     * not held back by itself, and may exceed it by a part for each upload beside the first.
     */
    public S3SinkBuilder uploadMemoryInBytes(long bytes) {
        uploadMemory = bytes;
        return this;
    }

    /** The longest blob that is taken in one go, in bytes: 16 MiB to 1 GiB; 17 MiB when not set, which leaves room for encryption. */
    public S3SinkBuilder smallLimitInBytes(long bytes) {
        smallLimit = within("a limit of", SinkCapabilities.LEAST_SMALL_LIMIT_IN_BYTES, bytes, PartPlan.LARGEST);
        return this;
    }

    /** Has the store encrypt every object with keys of its own (SSE-S3). */
    public S3SinkBuilder encryptedByStore() {
        encryption = ServerSideEncryption.AES256;
        kmsKey = null;
        return this;
    }

    /** Has the store encrypt every object with this key of its key service (SSE-KMS): an id, alias or ARN. */
    public S3SinkBuilder encryptedByKey(String keyId) {
        encryption = ServerSideEncryption.AWS_KMS;
        kmsKey = keyId;
        return this;
    }

    /** A tag for every object; S3 takes ten. */
    public S3SinkBuilder tag(String name, String value) {
        tags.put(name, value);
        within("a number of tags of", 1, tags.size(), MOST_TAGS);
        return this;
    }

    /**
     * The storage class of blobs that only a restore reads ({@link BlobClass#DATA}) and that have 1 MiB or more, such as
     * {@code STANDARD_IA}, {@code GLACIER_IR} or {@code DEEP_ARCHIVE}. All others stay where reading is cheap.
     */
    public S3SinkBuilder coldData(String storageClass) {
        coldClass = storageClass;
        return this;
    }

    /**
     * Locks what is asked to be locked, by Object Lock: the sink has the facet {@code Retention}, and heeds
     * {@link io.repobackup.api.sink.BlobOptions#retainUntil()}. The bucket must have been made with Object Lock.
     */
    public S3SinkBuilder locking(S3LockMode mode) {
        lockMode = mode;
        return this;
    }

    /** Locks every object when it is put, at least for so long; and what is asked to be locked for longer, for longer. */
    public S3SinkBuilder locking(S3LockMode mode, Duration atLeast) {
        if (atLeast.isNegative()) {
            throw new MisconfiguredException("Opening the bucket " + bucket + ": a lock does not last for " + atLeast);
        }
        lockFor = atLeast;
        return locking(mode);
    }

    /**
     * Brings objects back from cold storage when asked to, so fast: the sink has the facet {@code Thaw}. Without this it has
     * that facet where {@link #coldData} is set, and asks for {@link S3ThawTier#STANDARD}.
     */
    public S3SinkBuilder thawing(S3ThawTier tier) {
        thawTier = tier;
        return this;
    }

    /**
     * Says that the bucket keeps no versions, so that it is not asked; for credentials that may not ask. Said of one that
     * does, it makes a vault read what was last put under a key.
     */
    public S3SinkBuilder withoutVersions() {
        asksForVersions = false;
        return this;
    }

    /**
     * Promises that one process alone writes here, for stores without conditional puts. Two that write at once destroy
     * each other's records, and nobody is told.
     */
    public S3SinkBuilder singleWriter() {
        singleWriter = true;
        return this;
    }

    /** How long a connection may take to come about: 10 seconds without this. */
    public S3SinkBuilder connectTimeout(Duration length) {
        address.connectTimeout = length;
        return this;
    }

    /** How long no byte may move before a request is given up: 60 seconds without this. */
    public S3SinkBuilder readTimeout(Duration length) {
        address.readTimeout = length;
        return this;
    }

    /** The clock that is compared with the store's; the system's without this. */
    public S3SinkBuilder clock(Clock given) {
        clock = given;
        return this;
    }

    /** Rests as it is told before a request that writes is sent again, and not at all before others are. */
    S3SinkBuilder pause(Pause given) {
        pause = given;
        address.betweenTries = BackoffStrategy.retryImmediately();
        address.betweenTriesWhenBusy = BackoffStrategy.retryImmediately();
        return this;
    }

    /**
     * The sink. Sends nothing.
     *
     * @throws MisconfiguredException when the settings do not fit together
     */
    public S3BlobSink build() {
        BucketPlace place = BucketPlace.of(bucket, prefix);
        ObjectShape shape =
                new ObjectShape(coldClass, encryption, kmsKey, tags, new LockRule(lockMode, lockFor, clock));
        SinkSettings settings = new SinkSettings(shape, checksums, partSize, parallelParts, smallLimit, clock);
        S3Calls calls = new S3Calls(address.connect(), place, clock, pause);
        BucketSetup setup = asksForVersions ? new BucketSetup(place, calls) : BucketSetup.withoutVersions(place, calls);
        Bucket opened = new Bucket(place, calls, settings, setup, new UploadMemory(uploadMemory()));
        return new S3BlobSink(opened, writing(opened), new Facets(opened, thaw(opened)));
    }

    private long uploadMemory() {
        return uploadMemory == 0
                ? Math.max(DEFAULT_MEMORY, (parallelParts + 1L) * partSize)
                : within("memory for uploads of", partSize, uploadMemory, Long.MAX_VALUE);
    }

    private @Nullable Thaw thaw(Bucket opened) {
        if (thawTier == null && coldClass == null) {
            return null;
        }
        return new ColdObjects(opened, thawTier == null ? S3ThawTier.STANDARD : thawTier);
    }

    private S3BlobSink.Writing writing(Bucket opened) {
        if (singleWriter) {
            return new S3BlobSink.OneWriter(opened);
        }
        return new S3BlobSink.ManyWriters(new ConditionalPuts(opened, Dialect.candidates(address.endpoint)));
    }

    private long within(String what, long least, long given, long most) {
        if (given < least || given > most) {
            throw new MisconfiguredException("Opening the bucket " + bucket + ": " + what + " " + given
                    + " is not between " + least + " and " + most);
        }
        return given;
    }
}
