package io.repobackup.s3;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /** What to try at an address, the likelier first; a null address is that of AWS. */
    static List<Dialect> candidates(@Nullable URI endpoint) {
        boolean google = endpoint != null
                && endpoint.getHost() != null
                && endpoint.getHost().endsWith("storage.googleapis.com");
        return google ? List.of(GENERATION_MATCH, IF_NONE_MATCH) : List.of(IF_NONE_MATCH, GENERATION_MATCH);
    }

    abstract void applyTo(PutObjectRequest.Builder request);

    /** Some stores honour it here too; none is relied on, for others drop it silently. */
    void applyTo(CompleteMultipartUploadRequest.Builder request) {}
}
