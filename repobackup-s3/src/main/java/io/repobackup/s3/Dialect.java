package io.repobackup.s3;

import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** How a store is told to put an object only where there is none. */
enum Dialect {
    /** As in RFC 9110, and in the S3 API since 2024. */
    IF_NONE_MATCH {
        @Override
        void applyTo(PutObjectRequest.Builder request) {
            request.ifNoneMatch("*");
        }

        @Override
        void applyTo(CompleteMultipartUploadRequest.Builder request) {
            request.ifNoneMatch("*");
        }
    },
    /** Google Cloud Storage: only where the generation is 0, which is that of nothing. */
    GENERATION_MATCH {
        @Override
        void applyTo(PutObjectRequest.Builder request) {
            request.overrideConfiguration(configuration -> configuration.putHeader("x-goog-if-generation-match", "0"));
        }
    },
    /** Not at all. */
    NONE {
        @Override
        void applyTo(PutObjectRequest.Builder request) {}
    };

    abstract void applyTo(PutObjectRequest.Builder request);

    /** Some stores honour it here too; none is relied on, for others drop it silently. */
    void applyTo(CompleteMultipartUploadRequest.Builder request) {}
}
