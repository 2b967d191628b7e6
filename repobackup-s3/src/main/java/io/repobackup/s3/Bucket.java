package io.repobackup.s3;

/**
 * What every part of a sink works with.
 *
 * @param place where the objects lie
 * @param calls how requests are sent there
 * @param settings how objects are to be stored
 * @param setup what the bucket was made to do
 * @param memory what uploads share
 */
record Bucket(BucketPlace place, S3Calls calls, SinkSettings settings, BucketSetup setup, UploadMemory memory) {

    /** How objects are locked. */
    LockRule locks() {
        return settings.shape().locks();
    }
}
