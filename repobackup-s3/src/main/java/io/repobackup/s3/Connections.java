package io.repobackup.s3;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Two clients over one HTTP client: one that repeats what the store did not answer properly, and one that sends each
 * request once. A repeated conditional put would meet its own success and call it a conflict.
 *
 * @param http what both send with
 * @param patient repeats
 * @param single does not
 * @param keys where access keys come from
 */
record Connections(SdkHttpClient http, S3Client patient, S3Client single, AwsCredentialsProvider keys)
        implements AutoCloseable {

    boolean renewed() {
        return ring().map(KeyRing::renewed).orElse(false);
    }

    void forgetKeys() {
        ring().ifPresent(KeyRing::forget);
    }

    @Override
    public void close() {
        http.close();
        patient.close();
        single.close();
        if (keys instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }

    @Override
    public String toString() {
        return "Connections[]";
    }

    private Optional<KeyRing> ring() {
        return keys instanceof KeyRing ring ? Optional.of(ring) : Optional.empty();
    }
}
