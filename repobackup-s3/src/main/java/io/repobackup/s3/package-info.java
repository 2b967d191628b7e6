/**
 * A sink in a bucket of any store that speaks the S3 API: AWS, MinIO, Ceph, R2, Google Cloud Storage.
 *
 * <p>Knows buckets, object names, multipart uploads, conditional puts, checksums, storage classes, access keys and how
 * such stores say no. Does not know what the bytes mean, who encrypts them, nor any other store.
 */
@NullMarked
package io.repobackup.s3;

import org.jspecify.annotations.NullMarked;
