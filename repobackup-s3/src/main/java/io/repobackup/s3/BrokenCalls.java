package io.repobackup.s3;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells of requests that got no answer. */
final class BrokenCalls {

    private BrokenCalls() {}

    static RepobackupException told(Attempt attempt, SdkException e) {
        if (e instanceof AbortedException) {
            return new CancelledException(attempt + ": the call was aborted; run again when it suits", e);
        }
        String seen = attempt + ": " + reason(e);
        if (mentions(e, "Unable to load credentials") || mentions(e, "Unable to load region")) {
            return new AccessDeniedException(
                    seen + "; give credentials to the builder, or in a place where the AWS SDK looks for them", e);
        }
        if (mentions(e, "different checksum")) {
            return new CorruptedException(attempt.action(), "the checksum that the store knows", reason(e), e);
        }
        if (has(e, UnknownHostException.class)) {
            return new UnavailableException(
                    seen + "; no such host is known now: look at the endpoint, the region and the name service", e);
        }
        if (has(e, SSLHandshakeException.class)
                || has(e, SSLPeerUnverifiedException.class)
                || mentions(e, "unrecognized SSL message")) {
            return new MisconfiguredException(
                    seen + "; the store's certificate is not trusted here, or it speaks no TLS: look at the endpoint",
                    e);
        }
        if (wasNotSent(e)) {
            return new UnavailableException(seen + "; nothing was done: look whether the store runs, try later", e);
        }
        return attempt.writes()
                ? new OutcomeUnknownException(seen + "; the answer was lost: repeat the same call", e)
                : new UnavailableException(seen + "; try again later", e);
    }

    static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + (root.getMessage() == null ? "" : " (" + root.getMessage() + ")");
    }

    private static boolean wasNotSent(SdkException e) {
        return has(e, ConnectException.class)
                || has(e, NoRouteToHostException.class)
                || causes(e).anyMatch(cause -> cause.getClass().getSimpleName().equals("ConnectTimeoutException"))
                || mentions(e, "Timeout waiting for connection from pool");
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        return causes(e).anyMatch(type::isInstance);
    }

    private static boolean mentions(Throwable e, String text) {
        return causes(e)
                .anyMatch(cause ->
                        cause.getMessage() != null && cause.getMessage().contains(text));
    }

    private static Stream<Throwable> causes(@Nullable Throwable e) {
        return Stream.iterate(e, cause -> cause != null, cause -> cause.getCause())
                .limit(20)
                .map(cause -> cause);
    }
}
