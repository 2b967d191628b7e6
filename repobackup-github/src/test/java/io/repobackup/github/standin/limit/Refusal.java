package io.repobackup.github.standin.limit;

import io.repobackup.github.standin.wire.Answer;
import io.repobackup.github.standin.wire.Fields;
import java.time.Duration;
import java.util.List;

/** How the host says that it is too much, in the forms that were seen. */
public final class Refusal {

    private static final String DOCS = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api";

    /** What it says of the limits that it does not publish. */
    public static final String SECONDARY =
            "You have exceeded a secondary rate limit. Please wait a few minutes before you"
                    + " try again. If you reach out to GitHub Support for help, please include the request ID.";

    /** What it said of them in former years, and old Enterprise Servers say still. */
    public static final String ABUSE =
            "You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.";

    private Refusal() {}

    /** The hour is used up. */
    public static Answer primary(int status, String caller) {
        return said(status, "API rate limit exceeded for " + caller + ".");
    }

    /** Too much at once, with the time to wait. */
    public static Answer secondary(int status, Duration wait) {
        return said(status, SECONDARY).with("Retry-After", Long.toString(wait.toSeconds()));
    }

    /** Too much at once, with a date before which to send nothing, as proxies say it. */
    public static Answer secondaryUntil(int status, String date) {
        return said(status, SECONDARY).with("Retry-After", date);
    }

    /** Too much at once, without saying for how long to wait. */
    public static Answer secondaryAlone(int status, String message) {
        return said(status, message);
    }

    /** The hour of GraphQL is used up, which comes as a success. */
    public static Answer graphQl(String caller) {
        return Answer.json(
                200,
                Fields.of(
                                "errors",
                                List.of(Fields.of("type", "RATE_LIMITED")
                                        .put("message", "API rate limit exceeded for " + caller + ".")
                                        .map()))
                        .map());
    }

    /** For good. */
    static Answer banned() {
        return said(403, "Sorry. Your account was suspended.");
    }

    private static Answer said(int status, String message) {
        return Answer.json(
                status,
                Fields.of("message", message).put("documentation_url", DOCS).map());
    }
}
