package io.repobackup.s3;

import io.repobackup.api.failure.MisconfiguredException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a bucket was made to do, asked when somebody first wants to know. <i>Thread-safe.</i> */
final class BucketSetup {

    /** What stores answer where there is no such thing, or that do not know the question. */
    private static final Set<String> NO =
            Set.of("ObjectLockConfigurationNotFoundError", "NotImplemented", "MethodNotAllowed", "InvalidRequest");

    private final BucketPlace place;
    private final S3Calls calls;
    private final AtomicReference<@Nullable Boolean> versions = new AtomicReference<>();
    private final AtomicReference<@Nullable Boolean> locks = new AtomicReference<>();
    private volatile boolean seenToLock;

    BucketSetup(BucketPlace place, S3Calls calls) {
        this.place = place;
        this.calls = calls;
    }

    /** A setup that is told beforehand that there are no versions, and so no locks. */
    static BucketSetup withoutVersions(BucketPlace place, S3Calls calls) {
        BucketSetup setup = new BucketSetup(place, calls);
        setup.versions.set(false);
        setup.locks.set(false);
        return setup;
    }

    /** Whether there are versions under its keys; also where no new ones are made any more. */
    boolean keepsVersions() {
        return known(versions, "keeps versions", "s3:GetBucketVersioning", client -> {
            BucketVersioningStatus status = client.getBucketVersioning(request -> request.bucket(place.bucket()))
                    .status();
            return status == BucketVersioningStatus.ENABLED || status == BucketVersioningStatus.SUSPENDED;
        });
    }

    /** Whether objects in it can be locked. */
    boolean locks() {
        return known(
                locks,
                "has Object Lock",
                "s3:GetBucketObjectLockConfiguration",
                client -> client.getObjectLockConfiguration(request -> request.bucket(place.bucket()))
                                .objectLockConfiguration()
                                .objectLockEnabled()
                        == ObjectLockEnabled.ENABLED);
    }

    /** Does nothing for a bucket with Object Lock. */
    void requireLocks() {
        if (!locks()) {
            throw new MisconfiguredException("Locking objects in " + place
                    + ": the bucket has no Object Lock. Make one that has, such as with «aws s3api create-bucket"
                    + " --object-lock-enabled-for-bucket», or open this one without locks");
        }
    }

    /** An object was locked as its put had asked. */
    void sawLock() {
        seenToLock = true;
    }

    boolean wasSeenToLock() {
        return seenToLock;
    }

    private boolean known(
            AtomicReference<@Nullable Boolean> answer, String what, String permission, Predicate<S3Client> question) {
        Boolean known = answer.get();
        if (known == null) {
            Attempt attempt = Attempt.onPlace("Asking whether the bucket " + what + ",", place, permission);
            known = ask(attempt, question);
            answer.set(known);
        }
        return known;
    }

    private boolean ask(Attempt attempt, Predicate<S3Client> question) {
        try {
            return calls.patientlyUntold(question::test);
        } catch (S3Exception e) {
            if (NO.contains(Failures.codeOf(e)) || e.statusCode() == 405 || e.statusCode() == 501) {
                return false;
            }
            throw calls.told(attempt, e);
        } catch (SdkException | IllegalStateException e) {
            throw calls.told(attempt, e);
        }
    }
}
