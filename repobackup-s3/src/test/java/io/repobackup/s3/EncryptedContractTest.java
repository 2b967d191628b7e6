package io.repobackup.s3;

import io.repobackup.age.AgeBlobSink;
import io.repobackup.age.AgeIdentity;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.testkit.sink.BlobSinkContract;
import io.repobackup.testkit.sink.RemovalContract;
import io.repobackup.testkit.sink.UploadsContract;

/** What every sink promises, by an encrypted bucket with the settings that everybody has. */
class EncryptedContractTest implements BlobSinkContract, RemovalContract, UploadsContract {

    private final S3ProxyServer server = S3ProxyServer.running();
    private final AgeIdentity key = AgeIdentity.generate();
    private String bucket = "";

    @Override
    public BlobSink openSink() {
        bucket = server.newBucket();
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

    /** No test here: S3Proxy keeps objects as files, and answers 500 where a key is a folder of another. Ceph has it. */
    @Override
    public void aKeyThatIsAFolderOfAnotherIsRefusedOrKeptBesideIt() {}

    /** No test here, for the same reason. */
    @Override
    public void whatDoesNotExistIsNotFound() {}

    private AgeBlobSink open() {
        BlobSink store = S3BlobSink.builder(bucket)
                .endpoint(server.endpoint())
                .pathStyle()
                .credentials(S3AccessKey.of(S3ProxyServer.KEY_ID, Secret.of(S3ProxyServer.SECRET.toCharArray())))
                .build();
        return AgeBlobSink.over(store)
                .dataRecipient(key.recipient())
                .identity(key)
                .build();
    }
}
