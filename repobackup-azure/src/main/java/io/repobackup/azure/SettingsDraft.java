package io.repobackup.azure;

import com.azure.storage.blob.BlobServiceVersion;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.SinkCapabilities;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Settings while they are given. <i>Confined to one thread at a time.</i> */
final class SettingsDraft {

    private static final Pattern CONTAINER = Pattern.compile("[a-z0-9](?:-?[a-z0-9]){2,62}|\\$root");
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int LEAST_BLOCK = 64 << 10;
    private static final int MOST_BLOCK = 256 << 20;
    private static final long DEFAULT_MEMORY = 128L << 20;
    private static final long MOST_SMALL = 256L << 20;

    private @Nullable URI endpoint;
    private @Nullable AzureCredential credential;
    private String container = "";
    private String prefix = "";
    private BlobServiceVersion version = BlobServiceVersion.V2026_02_06;
    private long smallLimit = SinkCapabilities.USUAL_SMALL_LIMIT_IN_BYTES;
    private int blockSize = 8 << 20;
    private int parallelBlocks = 4;
    private long uploadMemory;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration stallTimeout = Duration.ofSeconds(60);
    private Duration firstPause = Duration.ofSeconds(1);
    private @Nullable ColdTier tier;
    private Settings.@Nullable Locking locking;
    private ThawPriority thawPriority = ThawPriority.STANDARD;
    private Clock clock = Clock.systemUTC();

    void endpoint(URI address) {
        this.endpoint = address;
    }

    void credential(AzureCredential shown) {
        this.credential = shown;
    }

    void container(String name) {
        this.container = name;
    }

    void prefix(String folder) {
        this.prefix = folder;
    }

    void blockSize(int bytes) {
        require(bytes >= LEAST_BLOCK && bytes <= MOST_BLOCK, "blockSizeInBytes is 64 KiB to 256 MiB, not " + bytes);
        this.blockSize = bytes;
    }

    void parallelBlocks(int count) {
        require(count > 0, "parallelBlocks is 1 or more, not " + count);
        this.parallelBlocks = count;
    }

    void uploadMemory(long bytes) {
        require(bytes > 0, "uploadMemoryInBytes is that of one block or more, not " + bytes);
        this.uploadMemory = bytes;
    }

    void smallLimit(long bytes) {
        require(
                bytes >= SinkCapabilities.LEAST_SMALL_LIMIT_IN_BYTES && bytes <= MOST_SMALL,
                "smallLimitInBytes is 16 MiB to 256 MiB, not " + bytes);
        this.smallLimit = bytes;
    }

    void tier(ColdTier cold) {
        this.tier = cold;
    }

    void locking(Settings.Locking locks) {
        require(!locks.atLeast().isNegative(), "locks last for a while, not " + locks.atLeast());
        this.locking = locks;
    }

    void thawPriority(ThawPriority priority) {
        this.thawPriority = priority;
    }

    void connectTimeout(Duration time) {
        require(isPositive(time), "connectTimeout is more than nothing, not " + time);
        this.connectTimeout = time;
    }

    void stallTimeout(Duration time) {
        require(isPositive(time), "stallTimeout is more than nothing, not " + time);
        this.stallTimeout = time;
    }

    void firstPause(Duration time) {
        this.firstPause = time;
    }

    void version(String text) {
        this.version = Stream.of(BlobServiceVersion.values())
                .filter(known -> known.getVersion().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong("serviceVersion '" + text + "' is none of those that can be spoken, such as "
                        + BlobServiceVersion.V2021_12_02.getVersion()));
    }

    void clock(Clock time) {
        this.clock = time;
    }

    Settings settings() {
        URI address = usable(endpoint);
        AzureCredential shown = credential;
        if (shown == null) {
            throw wrong("no credential; set connectionString or credential");
        }
        requireSafe(address, shown);
        require(
                CONTAINER.matcher(container).matches(),
                "container is 3 to 63 characters of a-z 0-9 and single hyphens, not '" + container + "'");
        return new Settings(
                address,
                shown,
                container,
                prefix,
                version,
                new Settings.Limits(
                        smallLimit, blockSize, parallelBlocks, memory(), connectTimeout, stallTimeout, firstPause),
                Optional.ofNullable(tier),
                Optional.ofNullable(locking),
                thawPriority,
                clock);
    }

    private long memory() {
        require(
                uploadMemory == 0 || uploadMemory >= blockSize,
                "uploadMemoryInBytes is that of one block of " + blockSize + " bytes or more, not " + uploadMemory);
        return uploadMemory == 0 ? Math.max(DEFAULT_MEMORY, (parallelBlocks + 1L) * blockSize) : uploadMemory;
    }

    /** Nothing of it is quoted when there is a query: that may be a signature. */
    private static URI usable(@Nullable URI address) {
        if (address == null) {
            throw wrong("no endpoint; set connectionString or endpoint");
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        require(
                address.getHost() != null && Set.of("http", "https").contains(scheme),
                "the endpoint is no address of http or https; set one like https://account.blob.core.windows.net");
        require(
                address.getRawQuery() == null && address.getRawUserInfo() == null,
                "the endpoint has a query or a user in it; give a SAS as a credential");
        return address;
    }

    private static void requireSafe(URI address, AzureCredential shown) {
        boolean readable = "http".equalsIgnoreCase(address.getScheme()) && !HERE.contains(address.getHost());
        require(
                !readable || shown instanceof AzureCredential.AccountKey,
                "a SAS or a token would be readable on its way to " + address.getHost() + "; use https");
        if (shown instanceof AzureCredential.Signature signature) {
            require(
                    SignatureText.of(signature.current().get()).isPlausible(),
                    "the SAS has no sig=; give the whole part behind the question mark of its URL");
        }
    }

    private static boolean isPositive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw wrong(otherwise);
        }
    }

    private static MisconfiguredException wrong(String what) {
        return new MisconfiguredException("Configuring a sink on Azure Blob Storage: " + what);
    }
}
