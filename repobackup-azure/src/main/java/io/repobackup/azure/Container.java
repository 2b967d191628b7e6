package io.repobackup.azure;

import com.azure.core.util.ClientOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.specialized.BlobClientBase;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import java.time.Duration;
import java.util.Optional;

/**
 * A container, as the clients of the SDK see it: one that tries again what may be sent twice, and one that does not.
 *
 * <p><i>Thread-safe.</i> Closed by the sink.
 */
final class Container implements AutoCloseable {

    private static final int TRIES = 4;
    private static final int LAST_PAUSE = 16;

    private final Settings settings;
    private final Transport transport;
    private final Failures failures;
    private final BlobContainerClient patient;
    private final BlobContainerClient once;

    Container(Settings settings) {
        this.settings = settings;
        this.transport = new Transport(
                settings.limits().connectTimeout(), settings.limits().stallTimeout());
        String place = settings.place();
        this.failures = new Failures(place, new Refusals(place, settings.credential(), settings.clock()));
        this.patient = client(TRIES);
        this.once = client(1);
    }

    Settings settings() {
        return settings;
    }

    Failures failures() {
        return failures;
    }

    BlobContainerClient client() {
        return patient;
    }

    /** A blob for requests that may be sent twice. */
    BlockBlobClient blob(BlobKey key) {
        return patient.getBlobClient(name(key)).getBlockBlobClient();
    }

    /** A blob for requests that must not. */
    BlockBlobClient blobOnce(BlobKey key) {
        return once.getBlobClient(name(key)).getBlockBlobClient();
    }

    /** A blob as it was described: in the version that was seen, if any was. */
    BlobClientBase version(StoredBlob blob) {
        return blob.version().map(version -> version(blob.key(), version)).orElseGet(() -> blob(blob.key()));
    }

    BlobClientBase version(BlobKey key, String version) {
        return patient.getBlobVersionClient(name(key), version);
    }

    String name(BlobKey key) {
        return settings.prefix() + key.text();
    }

    /** The key of a name; empty when it is not one of ours. */
    Optional<BlobKey> key(String name) {
        if (!name.startsWith(settings.prefix())) {
            return Optional.empty();
        }
        try {
            return Optional.of(BlobKey.of(name.substring(settings.prefix().length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<BlobProperties> properties(BlobKey key) {
        return properties(key, blob(key));
    }

    Optional<BlobProperties> properties(BlobKey key, BlobClientBase blob) {
        try {
            return Optional.of(failures.during(
                    Step.of("Looking at", key, Right.READ),
                    () -> blob.getPropertiesWithResponse(null, null, Context.NONE)
                            .getValue()));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    private BlobContainerClient client(int tries) {
        Duration pause = settings.limits().firstPause();
        BlobServiceClientBuilder builder = new BlobServiceClientBuilder()
                .endpoint(settings.endpoint().toString())
                .serviceVersion(settings.version())
                .configuration(Configuration.NONE)
                .clientOptions(new ClientOptions().setApplicationId("repobackup"))
                .httpClient(transport.client())
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.EXPONENTIAL,
                        tries,
                        (Duration) null,
                        pause,
                        pause.multipliedBy(LAST_PAUSE),
                        null));
        return signing(builder).buildClient().getBlobContainerClient(settings.container());
    }

    private BlobServiceClientBuilder signing(BlobServiceClientBuilder builder) {
        AzureCredential credential = settings.credential();
        if (credential instanceof AzureCredential.AccountKey key) {
            return builder.credential(new StorageSharedKeyCredential(
                    key.account(), new String(key.key().reveal())));
        }
        if (credential instanceof AzureCredential.Signature signature) {
            return builder.addPolicy(new SignaturePolicy(signature.current()));
        }
        return builder.addPolicy(new TokenPolicy(((AzureCredential.Token) credential).tokens()));
    }
}
