package io.repobackup.http;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What a request without an answer means for the caller. */
final class ConnectionFailures {

    static final String LOOK_FIRST = "; the host may have done what was asked: look there before sending it again";

    private ConnectionFailures() {}

    static Setback judge(HttpRequest request, UndeliveredException undelivered, int attempt) {
        IOException cause = undelivered.cause();
        String why = Seen.why(cause);
        String seen = Seen.nothing(request, undelivered, attempt);
        if (cause instanceof ProxyLogin.RefusedException) {
            return Setback.lasting(
                    new AccessDeniedException(seen + "; give the client credentials for its proxy", cause), why);
        }
        String correction = correction(cause);
        if (!correction.isEmpty()) {
            return Setback.lasting(new MisconfiguredException(seen + "; " + correction, cause), why);
        }
        boolean repeatable = request.mayRepeat() || !undelivered.sent();
        Setback setback = Setback.passing(passing(seen, cause, repeatable), repeatable, why);
        return undelivered.sent() && cause instanceof SocketTimeoutException ? setback.forTooMuch() : setback;
    }

    private static RepobackupException passing(String seen, IOException cause, boolean repeatable) {
        if (!repeatable) {
            return new OutcomeUnknownException(seen + LOOK_FIRST, cause);
        }
        if (cause instanceof UnknownHostException) {
            return new UnavailableException(
                    seen + "; check how the host's name is written, then name resolution and the network", cause);
        }
        return new UnavailableException(
                seen
                        + (cause instanceof SocketTimeoutException
                                ? "; try again later, or with a longer timeout"
                                : "; check the address and the network, or try again later"),
                cause);
    }

    /** What to change, where only a change helps; otherwise empty. */
    private static String correction(IOException cause) {
        if (cause instanceof Wire.InsideException) {
            return RedirectRule.INSIDE;
        }
        if (cause instanceof SSLPeerUnverifiedException) {
            return "use the name that is in the host's certificate";
        }
        if (cause instanceof UnknownServiceException) {
            return "the client does not allow this kind of connection; use https, or allow it";
        }
        return cause instanceof SSLException ? tlsCorrection(cause) : "";
    }

    private static String tlsCorrection(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (hasCertificateCause(cause)) {
            return "check the host's certificate; if its authority is your own, give it to the client with trusting(…)";
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return "the port does not speak TLS; use http:// or the port for https";
        }
        if (message.contains("Received fatal alert")) {
            return "the host refuses the TLS connection; it may ask for another client certificate or TLS version";
        }
        return "";
    }

    private static boolean hasCertificateCause(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }
}
