package io.repobackup.azure;

import com.azure.storage.blob.models.AccessTier;
import io.repobackup.age.AgeBlobSink;
import io.repobackup.age.AgeIdentity;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.testkit.sink.BlobSinkContract;
import io.repobackup.testkit.sink.RemovalContract;
import io.repobackup.testkit.sink.ThawContract;

/** What every sink promises, by an encrypted container on Azurite with the settings that everybody has. */
class EncryptedContractTest implements BlobSinkContract, RemovalContract, ThawContract {

    private final AgeIdentity key = AgeIdentity.generate();
    private String container = "";

    @Override
    public BlobSink openSink() {
        container = Azurite.newContainer();
        return open();
    }

    @Override
    public BlobSink openAgain(BlobSink first) {
        return open();
    }

    @Override
    public long storedSize(long contentSize) {
        try (AgeBlobSink sink = open()) {
            return sink.storedSizeInBytes(BlobClass.DATA, contentSize);
        }
    }

    @Override
    public void freeze(BlobSink sink, BlobKey frozen) {
        Azurite.container(container).getBlobClient(frozen.text()).setAccessTier(AccessTier.ARCHIVE);
    }

    @Override
    public void awaitThaw(BlobSink sink, BlobKey thawing) {
        // Azurite thaws at once.
    }

    private AgeBlobSink open() {
        return AgeBlobSink.over(Azurite.sink(container).build())
                .dataRecipient(key.recipient())
                .identity(key)
                .build();
    }
}
