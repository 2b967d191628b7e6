package io.repobackup.s3;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** Where a security token service is, and what its refusals mean. <i>Confined to one thread at a time.</i> */
final class TokenService {

    @Nullable
    String region;

    @Nullable
    URI endpoint;

    @Nullable
    S3Credentials credentials;

    StsClient connect(String roleArn) {
        StsClientBuilder client = StsClient.builder()
                .region(region(roleArn))
                .putAuthScheme(new SilentAuthScheme())
                .httpClientBuilder(new QuietHttpClient.Builder());
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        if (credentials != null) {
            client.credentialsProvider(new KeyRing(credentials));
        }
        return client.build();
    }

    static RepobackupException told(String attempt, SdkException e) {
        if (!(e instanceof AwsServiceException answer)) {
            return new UnavailableException(
                    attempt + ": the security token service was not reached: " + e.getMessage() + "; try again later",
                    e);
        }
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null ? "" : " " + details.errorCode();
        String seen = attempt + ": the security token service answered " + answer.statusCode() + code;
        if (answer.statusCode() >= 500) {
            return new UnavailableException(seen + "; try again later", e);
        }
        return answer.statusCode() == 403
                ? new AccessDeniedException(
                        seen + "; let the role be assumed by these credentials, and grant them sts:AssumeRole", e)
                : new MisconfiguredException(seen + "; compare the role, its longest session and the policy", e);
    }

    private Region region(String roleArn) {
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
                    "Assuming the role " + roleArn
                            + ": no region was given, and the AWS SDK finds none; set the region",
                    e);
        }
    }
}
