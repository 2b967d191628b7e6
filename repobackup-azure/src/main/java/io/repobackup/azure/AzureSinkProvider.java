package io.repobackup.azure;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobSinkProvider;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Opens {@link AzureBlobSink}s from URLs: {@code azure://account/container/prefix?coldData=cold&lock=locked:90}.
 *
 * <ul>
 *   <li>{@code endpoint}: the address of the account's blobs; {@code https://account.blob.core.windows.net} when absent
 *   <li>{@code coldData}: {@code cool}, {@code cold} or {@code archive}, for large data
 *   <li>{@code lock}: {@code unlocked} or {@code locked}, the kind of locks; with days, such as {@code locked:90}, at least so
 *       long for everything
 *   <li>{@code thaw}: {@code standard} or {@code high}
 *   <li>{@code block}: the size of blocks in MiB
 *   <li>{@code version}: of the store's interface
 * </ul>
 *
 * <p>Credentials are no part of a URL, which ends in logs and lists of processes, and the library reads no environment. They
 * come from the {@link AzureAccess} of the program, found with {@link ServiceLoader}; a program without one builds its sink
 * with {@link AzureBlobSink#builder()}.
 *
 * <p><i>Thread-safe and stateless.</i>
 */
public final class AzureSinkProvider implements BlobSinkProvider {

    private final Iterable<AzureAccess> accesses;

    /** For {@link ServiceLoader}: asks every access that the program registered. */
    public AzureSinkProvider() {
        this(ServiceLoader.load(AzureAccess.class));
    }

    /** A provider that asks this access. */
    public AzureSinkProvider(AzureAccess access) {
        this(List.of(access));
    }

    private AzureSinkProvider(Iterable<AzureAccess> accesses) {
        this.accesses = accesses;
    }

    @Override
    public boolean accepts(URI uri) {
        return "azure".equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public BlobSink open(URI uri) {
        SinkUrl url = SinkUrl.of(uri);
        AzureBlobSink.Builder builder = AzureBlobSink.builder()
                .endpoint(url.endpoint())
                .container(url.container())
                .credential(credential(url));
        url.prefix().ifPresent(builder::prefix);
        url.choice("coldData", ColdTier.class).ifPresent(builder::coldData);
        url.locking().ifPresent(locks -> builder.locking(locks.mode(), locks.atLeast()));
        url.choice("thaw", ThawPriority.class).ifPresent(builder::thawing);
        url.mebibytes("block").ifPresent(builder::blockSizeInBytes);
        url.mebibytes("uploadMemory").ifPresent(builder::uploadMemoryInBytes);
        url.parameter("version").ifPresent(builder::serviceVersion);
        return builder.build();
    }

    private AzureCredential credential(SinkUrl url) {
        for (AzureAccess access : accesses) {
            Optional<AzureCredential> known = access.credential(url.account(), url.endpoint());
            if (known.isPresent()) {
                return known.get();
            }
        }
        throw new MisconfiguredException(
                "Opening " + url + ": nobody knows credentials for the account " + url.account()
                        + "; register an AzureAccess as a service, or build the sink with AzureBlobSink.builder()");
    }
}
