package io.repobackup.azure;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.BlobSinkProvider;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Opens {@link AzureBlobSink}s from URLs: {@code azure://account/container/prefix?tier=cold&retention=locked}.
 *
 * <ul>
 *   <li>{@code endpoint}: the address of the account's blobs; {@code https://account.blob.core.windows.net} when absent
 *   <li>{@code tier}: {@code cool}, {@code cold} or {@code archive}, for large data
 *   <li>{@code retention}: {@code unlocked} or {@code locked}, the kind of locks
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
        url.choice("tier", ColdTier.class).ifPresent(builder::coldTier);
        url.choice("retention", RetentionMode.class).ifPresent(builder::retention);
        url.choice("thaw", ThawPriority.class).ifPresent(builder::thawPriority);
        url.parameter("block").ifPresent(text -> builder.blockSizeInBytes(url.mebibytes(text)));
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
