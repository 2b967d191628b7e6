package io.repobackup.azure;

import com.azure.storage.blob.models.BlobStorageException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;

/** Turns what requests throw into failures that say what to do. <i>Thread-safe.</i> */
final class Failures {

    private final String place;
    private final Refusals refusals;

    Failures(String place, Refusals refusals) {
        this.place = place;
        this.refusals = refusals;
    }

    /** Does a step of work whose failures are told as ours. */
    <T> T during(Step step, Supplier<T> work) {
        requireNotInterrupted(step);
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw of(step, e);
        }
    }

    void requireNotInterrupted(Step step) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException(step.doing() + " in " + place
                    + ": the thread was interrupted before anything was sent; run again when it suits");
        }
    }

    RepobackupException refused(Step step, Answer answer) {
        return refusals.failure(step, answer);
    }

    RepobackupException of(Step step, Throwable thrown) {
        Optional<RepobackupException> own = find(thrown, RepobackupException.class);
        if (own.isPresent()) {
            return own.get();
        }
        if (find(thrown, InterruptedException.class).isPresent()
                || find(thrown, ClosedByInterruptException.class).isPresent()) {
            Thread.currentThread().interrupt();
        }
        // What the store says is not chained: it quotes signatures.
        Optional<BlobStorageException> refused = find(thrown, BlobStorageException.class);
        if (refused.isEmpty() && Thread.currentThread().isInterrupted()) {
            return new CancelledException(
                    step.doing() + " in " + place + ": the thread was interrupted; run again when it suits", thrown);
        }
        return refused.map(refusal -> refusals.failure(step, Answer.of(refusal)))
                .orElseGet(() -> broken(step, thrown));
    }

    private RepobackupException broken(Step step, Throwable thrown) {
        Throwable seen = find(thrown, IOException.class)
                .map(Throwable.class::cast)
                .or(() -> find(thrown, TimeoutException.class))
                .orElse(thrown);
        String text = step.doing() + " in " + place + ": " + seen.getClass().getSimpleName() + ", " + seen.getMessage();
        if (seen instanceof SSLHandshakeException) {
            return new MisconfiguredException(
                    text + "; the endpoint is not who it says it is, or its certificate is not trusted here", seen);
        }
        boolean sent = !(seen instanceof ConnectException || seen instanceof UnknownHostException);
        if (sent && step.effect() == Step.Effect.ONCE) {
            return new OutcomeUnknownException(text + "; it may have happened, call it again", seen);
        }
        return new UnavailableException(text + "; look at the network, and try again later", seen);
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        int depth = 0;
        for (Throwable each = thrown; each != null && depth < 20; each = each.getCause(), depth++) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
            for (Throwable suppressed : each.getSuppressed()) {
                if (type.isInstance(suppressed) && !(suppressed instanceof BlobStorageException)) {
                    return Optional.of(type.cast(suppressed));
                }
            }
        }
        return Optional.empty();
    }
}
