package io.repobackup.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.models.AccessTier;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.testkit.sink.BlobSinkContract;
import io.repobackup.testkit.sink.RemovalContract;
import io.repobackup.testkit.sink.ThawContract;
import org.junit.jupiter.api.Nested;

class AzureBlobSinkTest {

    /** On Azurite. */
    @Nested
    class Contract implements BlobSinkContract, RemovalContract, ThawContract {

        private String container = "";

        @Override
        public AzureBlobSink openSink() {
            container = Azurite.newContainer();
            return Azurite.sink(container).build();
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return Azurite.sink(container).build();
        }

        @Override
        public void freeze(BlobSink sink, BlobKey key) {
            Azurite.container(container).getBlobClient(key.text()).setAccessTier(AccessTier.ARCHIVE);
        }

        @Override
        public void awaitThaw(BlobSink sink, BlobKey key) {
            // Azurite thaws at once.
            assertThat(sink.stat(key)).isPresent();
        }
    }
}
