package io.repobackup.s3;

import io.repobackup.api.failure.MisconfiguredException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Where a store is and who asks it. */
final class StoreAddress {

    private static final int TRIES = 4;
    private static final Duration MOST_DELAY = Duration.ofSeconds(20);

    private StoreAddress() {}

    /** An address as it is put together. <i>Confined to one thread at a time.</i> */
    static final class Draft {

        @Nullable
        String region;

        @Nullable
        URI endpoint;

        @Nullable
        S3Credentials credentials;

        boolean pathStyle;
        BackoffStrategy betweenTries = BackoffStrategy.exponentialDelay(Duration.ofMillis(100), MOST_DELAY);
        BackoffStrategy betweenTriesWhenBusy = BackoffStrategy.exponentialDelay(Duration.ofSeconds(1), MOST_DELAY);
        Duration connectTimeout = Duration.ofSeconds(10);
        Duration readTimeout = Duration.ofSeconds(60);

        Connections connect() {
            Region in = region();
            SdkHttpClient http = new WatchedHttpClient(new QuietHttpClient(connectTimeout, readTimeout), readTimeout);
            AwsCredentialsProvider keys =
                    credentials == null ? DefaultCredentialsProvider.builder().build() : new KeyRing(credentials);
            S3ClientBuilder client = client(in).httpClient(http).credentialsProvider(keys);
            RetryStrategy patience = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(TRIES)
                    .backoffStrategy(betweenTries)
                    .throttlingBackoffStrategy(betweenTriesWhenBusy)
                    .build();
            return new Connections(
                    http,
                    client.overrideConfiguration(c -> c.retryStrategy(patience)).build(),
                    client.overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                            .build(),
                    keys);
        }

        private S3ClientBuilder client(Region in) {
            S3ClientBuilder client = S3Client.builder()
                    .region(in)
                    .forcePathStyle(pathStyle)
                    .putAuthScheme(new SilentAuthScheme())
                    // Checksums are in our requests where they matter; the rest have what the API demands.
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .addPlugin(LegacyMd5Plugin.create());
            if (endpoint != null) {
                client.endpointOverride(endpoint);
            }
            return client;
        }

        private Region region() {
            if (region != null) {
                return Region.of(region);
            }
            if (endpoint != null) {
                return Region.US_EAST_1;
            }
            try {
                return DefaultAwsRegionProviderChain.builder().build().getRegion();
            } catch (SdkClientException e) {
                throw new MisconfiguredException(
                        "Opening a bucket at AWS: no region was given, and the AWS SDK finds none in the environment or"
                                + " a profile; set the region of the bucket",
                        e);
            }
        }
    }
}
