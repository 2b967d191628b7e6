package io.repobackup.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.Request;

/** The validators in headers. */
final class Validators {

    /** What changed just before the answer may change again within the same second. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final String IF_MODIFIED_SINCE = "If-Modified-Since";

    private Validators() {}

    /** The request that asks only for what is changed, and for no cache's word on it. */
    static Request ask(Request request, Validator validator) {
        Request.Builder asking =
                request.newBuilder().removeHeader(IF_NONE_MATCH).removeHeader(IF_MODIFIED_SINCE);
        validator.tag().ifPresent(tag -> asking.header(IF_NONE_MATCH, tag));
        validator.lastModified().ifPresent(time -> asking.header(IF_MODIFIED_SINCE, time));
        return asking.header("Cache-Control", "max-age=0").build();
    }

    /** Whether a request asks that. */
    static boolean asks(Request request) {
        return request.header(IF_NONE_MATCH) != null || request.header(IF_MODIFIED_SINCE) != null;
    }

    /** The validator of an answer; one that says that nothing is changed may leave out what it was asked with. */
    static Validator of(Request request, int status, Headers headers) {
        Validator told = new Validator(Optional.ofNullable(headers.get("ETag")), lastModified(headers));
        return status == 304
                ? new Validator(
                        told.tag().or(() -> Optional.ofNullable(request.header(IF_NONE_MATCH))),
                        told.lastModified().or(() -> Optional.ofNullable(request.header(IF_MODIFIED_SINCE))))
                : told;
    }

    private static Optional<String> lastModified(Headers headers) {
        Instant modified = headers.getInstant("Last-Modified");
        Instant answered = headers.getInstant("Date");
        return modified == null || answered == null || modified.isAfter(answered.minus(YOUNG))
                ? Optional.empty()
                : Optional.ofNullable(headers.get("Last-Modified"));
    }
}
