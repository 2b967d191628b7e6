package io.repobackup.s3;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.testkit.sink.BlobSinkContract;
import io.repobackup.testkit.sink.RemovalContract;
import io.repobackup.testkit.sink.UploadsContract;

/** The contract of every sink, on a server that comes with the build. */
class S3ProxyContractTest implements BlobSinkContract, RemovalContract, UploadsContract {

    private final S3ProxyServer server = S3ProxyServer.running();
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

    /** No test here: S3Proxy keeps objects as files, and answers 500 where a key is a folder of another. Ceph has it. */
    @Override
    public void aKeyThatIsAFolderOfAnotherIsRefusedOrKeptBesideIt() {}

    /** No test here, for the same reason. */
    @Override
    public void whatDoesNotExistIsNotFound() {}

    private S3BlobSink open() {
        return S3BlobSink.builder(bucket)
                .prefix("vaults/one")
                .endpoint(server.endpoint())
                .pathStyle()
                .partSizeInBytes(5 << 20)
                .credentials(S3AccessKey.of(S3ProxyServer.KEY_ID, Secret.of(S3ProxyServer.SECRET.toCharArray())))
                .build();
    }
}
