package io.repobackup.azure;

import io.repobackup.api.sink.BlobSink;
import io.repobackup.testkit.sink.BlobSinkContract;
import org.junit.jupiter.api.Nested;

class AzureBlobSinkTest {

    /** On Azurite. */
    @Nested
    class Contract implements BlobSinkContract {

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
    }
}
