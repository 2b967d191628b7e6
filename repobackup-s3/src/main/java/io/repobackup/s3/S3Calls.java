package io.repobackup.s3;

import io.repobackup.api.failure.CancelledException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sends requests to one place: with rotated keys when the store asks for others, and with failures told in our words.
 *
 * <p><i>Thread-safe.</i>
 */
final class S3Calls implements AutoCloseable {

    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofSeconds(3));
    private static final Set<String> RENEWABLE =
            Set.of("ExpiredToken", "TokenRefreshRequired", "InvalidToken", "InvalidAccessKeyId");

    private final Connections connections;
    private final Failures failures;
    private final Pause pause;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile boolean succeeded;

    S3Calls(Connections connections, BucketPlace place, Clock clock, @Nullable Pause pause) {
        this.connections = connections;
        this.pause = pause == null ? this::restUnlessClosed : pause;
        this.failures = new Failures(place, clock);
    }

    /** A call that may be repeated: it is, a few times, when the store does not answer properly. */
    <R> R patiently(Attempt attempt, Function<S3Client, R> call) {
        try {
            return renewing(connections.patient(), call);
        } catch (SdkException | IllegalStateException e) {
            throw told(attempt, e);
        }
    }

    /** The same as {@link #patiently}, with the failures of the SDK. */
    <R> R patientlyUntold(Function<S3Client, R> call) {
        return renewing(connections.patient(), call);
    }

    /**
     * A call that is sent once, so that its answer is about this very request; and again, a few times, while the store says
     * that it did nothing.
     */
    <R> R once(Attempt attempt, Function<S3Client, R> call) {
        for (Duration length : PAUSES) {
            try {
                return renewing(connections.single(), call);
            } catch (SdkException | IllegalStateException e) {
                if (!Failures.isUndone(e)) {
                    throw told(attempt, e);
                }
            }
            rest(attempt, length);
        }
        try {
            return renewing(connections.single(), call);
        } catch (SdkException | IllegalStateException e) {
            throw told(attempt, e);
        }
    }

    /** The failure in our words; not for a failure of a sink that was closed meanwhile. */
    RuntimeException told(Attempt attempt, RuntimeException e) {
        if (closed) {
            return new IllegalStateException(attempt + ": the sink was closed", e);
        }
        return e instanceof SdkException failure ? failures.of(attempt, failure) : e;
    }

    /** Does something when nothing has succeeded yet, so that not even the bucket is known to exist. */
    void beforeTheFirstSuccess(Runnable look) {
        if (!succeeded) {
            look.run();
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        ended.countDown();
        connections.close();
    }

    private void restUnlessClosed(Duration length) throws InterruptedException {
        boolean unused = ended.await(length.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void rest(Attempt attempt, Duration length) {
        try {
            pause.take(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(attempt + ": the thread was interrupted; run again when it suits", e);
        }
        if (closed) {
            throw new IllegalStateException(attempt + ": the sink was closed");
        }
    }

    private <R> R renewing(S3Client client, Function<S3Client, R> call) {
        R answer = sendRenewing(client, call);
        succeeded = true;
        return answer;
    }

    private <R> R sendRenewing(S3Client client, Function<S3Client, R> call) {
        try {
            return call.apply(client);
        } catch (S3Exception e) {
            if (!RENEWABLE.contains(Failures.codeOf(e)) || !connections.renewed()) {
                throw e;
            }
            return call.apply(client);
        } finally {
            connections.forgetKeys();
        }
    }
}
