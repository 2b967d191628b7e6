package io.repobackup.s3;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tells what a store or the way to it says in the words of our failures. <i>Thread-safe.</i> */
final class Failures {

    private final BucketPlace place;
    private final Clock clock;

    Failures(BucketPlace place, Clock clock) {
        this.place = place;
        this.clock = clock;
    }

    RepobackupException of(Attempt attempt, SdkException e) {
        if (Thread.currentThread().isInterrupted()) {
            return new CancelledException(attempt + ": the thread was interrupted; run again when it suits", e);
        }
        return e instanceof S3Exception answer ? ofAnswer(attempt, answer) : BrokenCalls.told(attempt, e);
    }

    static String codeOf(S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    /** Whether the store says that it did nothing, and may do it when it is asked again. */
    static boolean isUndone(RuntimeException e) {
        if (!(e instanceof S3Exception answer)) {
            return false;
        }
        return switch (codeOf(answer)) {
            case "ConditionalRequestConflict", "OperationAborted", "SlowDown", "ServiceUnavailable", "RequestTimeout" ->
                true;
            default -> answer.statusCode() == 503;
        };
    }

    private RepobackupException ofAnswer(Attempt attempt, S3Exception e) {
        String seen = attempt + ": the store answered " + shown(e);
        return switch (codeOf(e)) {
            case "NoSuchBucket" ->
                new MisconfiguredException(seen + "; create the bucket " + place.bucket() + ", or name another", e);
            case "NoSuchKey", "NoSuchVersion", "NoSuchUpload" -> new NotFoundException(seen + "; it is not there", e);
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                new MisconfiguredException(seen + "; the bucket is in another region: " + region(e), e);
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                new AccessDeniedException(
                        seen + "; the access key is not known there, or its secret is another: give the right pair", e);
            case "ExpiredToken", "TokenRefreshRequired", "InvalidToken" ->
                new AccessDeniedException(seen + "; the session is over: give fresh credentials, or rotating ones", e);
            case "RequestTimeTooSkewed" -> new MisconfiguredException(seen + "; " + skew(e), e);
            case "AccessDenied", "AllAccessDisabled", "AccountProblem" ->
                new AccessDeniedException(
                        seen + "; grant " + attempt.permission() + " to these credentials", attempt.permission());
            case "InvalidObjectState" ->
                new FrozenException(
                        seen + "; the object lies in a cold storage class: thaw it, and come back later",
                        attempt.key());
            case "QuotaExceeded", "InsufficientStorage", "XMinioStorageFull" ->
                new NoSpaceException(seen + "; free space or raise the quota", e);
            case "BadDigest", "XAmzContentSHA256Mismatch", "InvalidDigest" ->
                new CorruptedException(attempt.action(), "the checksum that was sent", shown(e), e);
            case "PreconditionFailed" -> new ConflictException(seen + "; read what is there, then decide", e);
            case "SlowDown", "ServiceUnavailable", "RequestTimeout", "ConditionalRequestConflict", "OperationAborted" ->
                new UnavailableException(seen + "; nothing was done: try again later", e);
            case "EntityTooLarge" ->
                new MisconfiguredException(seen + "; the store takes no object of this size: lower the part size", e);
            case "MethodNotAllowed", "NotImplemented" ->
                new MisconfiguredException(
                        seen + "; this store cannot do that: leave out the option that asks for it", e);
            default -> ofStatus(attempt, seen, e);
        };
    }

    private RepobackupException ofStatus(Attempt attempt, String seen, S3Exception e) {
        if (codeOf(e).startsWith("KMS.")) {
            return new AccessDeniedException(
                    seen + "; the key of the store's key service cannot be used: look whether it is enabled, and"
                            + " grant kms:GenerateDataKey and kms:Decrypt",
                    "kms:GenerateDataKey");
        }
        return switch (e.statusCode()) {
            case 301, 307, 308 ->
                new MisconfiguredException(seen + "; the bucket is in another region: " + region(e), e);
            case 401, 403 ->
                new AccessDeniedException(
                        seen + "; grant " + attempt.permission() + " to these credentials", attempt.permission());
            case 404 -> new NotFoundException(seen + "; it is not there", e);
            case 412 -> new ConflictException(seen + "; read what is there, then decide", e);
            case 429, 503 -> new UnavailableException(seen + "; nothing was done: try again later", e);
            case 507 -> new NoSpaceException(seen + "; free space or raise the quota", e);
            default -> ofOther(attempt, seen, e);
        };
    }

    private static RepobackupException ofOther(Attempt attempt, String seen, S3Exception e) {
        boolean faultOfTheStore = e.statusCode() >= 500 || e.statusCode() < 300;
        if (faultOfTheStore && attempt.writes()) {
            return new OutcomeUnknownException(seen + "; it may have happened: repeat the same call", e);
        }
        return faultOfTheStore
                ? new UnavailableException(seen + "; try again later", e)
                : new MisconfiguredException(seen + "; the store refuses such a request: compare its documentation", e);
    }

    private static String shown(S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String text = details == null || details.errorMessage() == null ? "" : " '" + details.errorMessage() + "'";
        String code = codeOf(e).isEmpty() ? "" : " " + codeOf(e);
        String request = e.requestId() == null ? "" : " (request " + e.requestId() + ")";
        return e.statusCode() + code + text + request;
    }

    private static String region(S3Exception e) {
        return header(e, "x-amz-bucket-region")
                .map(region -> "set the region to " + region)
                .orElse("set the region that the bucket was created in, and the endpoint of that region");
    }

    private String skew(S3Exception e) {
        return header(e, "Date")
                .flatMap(Failures::time)
                .map(theirs -> "the clock of this machine is "
                        + Duration.between(theirs.toInstant(), clock.instant()).toSeconds()
                        + " seconds ahead of the store's (negative: behind): set it right")
                .orElse("the clock of this machine is wrong: set it right");
    }

    private static Optional<ZonedDateTime> time(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(S3Exception e, String name) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.sdkHttpResponse() == null
                ? Optional.empty()
                : details.sdkHttpResponse().firstMatchingHeader(name);
    }
}
