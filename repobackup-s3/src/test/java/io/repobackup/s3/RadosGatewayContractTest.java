package io.repobackup.s3;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.testkit.sink.BlobSinkContract;
import io.repobackup.testkit.sink.RemovalContract;
import io.repobackup.testkit.sink.RetentionContract;
import io.repobackup.testkit.sink.UploadsContract;
import io.repobackup.testkit.sink.VersionsContract;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** The contracts of sinks on Ceph, which keeps versions and locks for real. What takes longest runs with the long tests. */
class RadosGatewayContractTest {

    private final RadosGateway gateway = RadosGateway.running();

    /** A bucket as any: many writers, told apart by conditional puts. */
    @Nested
    class PlainBucket implements BlobSinkContract, RemovalContract, UploadsContract {

        private String bucket = "";

        @Override
        public BlobSink openSink() {
            bucket = gateway.bucket();
            return gateway.sink(bucket, "vaults/one").build();
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return gateway.sink(bucket, "vaults/one").build();
        }

        @Override
        @Test
        @Tag("long")
        public void racingPutsOfDifferentKeysInANewFolderAllSucceed() {
            BlobSinkContract.super.racingPutsOfDifferentKeysInANewFolderAllSucceed();
        }

        @Override
        @Test
        @Tag("long")
        public void twoThousandFiveHundredKeysAreListedInOrderAndInPages() {
            BlobSinkContract.super.twoThousandFiveHundredKeysAreListedInOrderAndInPages();
        }

        @Override
        @Test
        @Tag("long")
        public void aThousandBlobsAndMoreAreRemovedInOneCall() {
            RemovalContract.super.aThousandBlobsAndMoreAreRemovedInOneCall();
        }

        @Override
        @Test
        @Tag("long")
        public void everyLegalCharacterMakesAKeyOfItsOwn() {
            BlobSinkContract.super.everyLegalCharacterMakesAKeyOfItsOwn();
        }
    }

    /** A bucket that keeps versions and locks; conditional puts are dropped there, so that there may be one writer only. */
    @Nested
    class LockingBucket implements RemovalContract, UploadsContract, VersionsContract, RetentionContract {

        private final Map<BlobSink, String> buckets = new ConcurrentHashMap<>();

        @Override
        public BlobSink openSink() {
            return open(gateway.lockingBucket());
        }

        @Override
        public BlobSink openAgain(BlobSink first) {
            return open(buckets.get(first));
        }

        @Override
        public void overwrite(BlobSink sink, BlobKey key, byte[] content) {
            gateway.administrator()
                    .putObject(
                            request -> request.bucket(buckets.get(sink)).key("vaults/one/" + key),
                            RequestBody.fromBytes(content));
        }

        @Override
        public void hide(BlobSink sink, BlobKey key) {
            gateway.administrator()
                    .deleteObject(request -> request.bucket(buckets.get(sink)).key("vaults/one/" + key));
        }

        @Override
        @Test
        @Tag("long")
        public void aThousandBlobsAndMoreAreRemovedInOneCall() {
            RemovalContract.super.aThousandBlobsAndMoreAreRemovedInOneCall();
        }

        @Override
        public Instant now(BlobSink sink) {
            return Instant.now();
        }

        @Override
        public void await(BlobSink sink, Instant time) {
            while (Instant.now().isBefore(time)) {
                Thread.onSpinWait();
            }
        }

        private BlobSink open(String bucket) {
            BlobSink sink = gateway.sink(bucket, "vaults/one")
                    .singleWriter()
                    .locking(S3LockMode.COMPLIANCE)
                    .build();
            buckets.put(sink, bucket);
            return sink;
        }
    }
}
