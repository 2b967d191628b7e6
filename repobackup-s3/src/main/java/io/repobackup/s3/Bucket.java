package io.repobackup.s3;

/**
 * What every part of a sink works with.
 *
 * @param place where the objects lie
 * @param calls how requests are sent there
 * @param settings how objects are to be stored
 */
record Bucket(BucketPlace place, S3Calls calls, SinkSettings settings) {}
