package io.repobackup.http;

import io.repobackup.http.limit.Limited;
import io.repobackup.http.limit.Pass;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Status and headers of an answer, its body not yet read. */
final class Answer implements AutoCloseable {

    /** Enough for every error document seen, and little enough to be read in vain. */
    private static final long LONGEST_ERROR = 64 * 1024;

    private final Response response;
    private final Flight flight;
    private final boolean inside;
    private final @Nullable Standing standing;

    Answer(Response response, Flight flight, boolean inside) {
        this(response, flight, inside, null);
    }

    private Answer(Response response, Flight flight, boolean inside, @Nullable Standing standing) {
        this.response = response;
        this.flight = flight;
        this.inside = inside;
        this.standing = standing;
    }

    /** How its credential stands since: what the gate made of it. */
    private record Standing(Pass pass, Optional<Limited> limited, Clock clock) {}

    /** The same answer, of which the gate has heard. */
    Answer admitted(Pass pass, Optional<Limited> limited, Clock clock) {
        return new Answer(response, flight, inside, new Standing(pass, limited, clock));
    }

    /** The limit for which the host refuses. */
    Optional<Limited> limited() {
        return standing == null ? Optional.empty() : standing.limited();
    }

    /** The document tells of a limit that status and headers did not tell of. */
    Limited limitedAfterAll() {
        Standing known = Objects.requireNonNull(standing);
        return known.pass().limited(this::header, known.clock().instant());
    }

    /** The value of a header. */
    Optional<String> header(String name) {
        return Optional.ofNullable(response.headers().get(name));
    }

    int status() {
        return response.code();
    }

    String reason() {
        return (response.code() + " " + Redaction.brief(withoutSecrets(response.message()))).strip();
    }

    HttpUrl url() {
        return response.request().url();
    }

    String method() {
        return response.request().method();
    }

    Headers headers() {
        return response.headers();
    }

    Response response() {
        return response;
    }

    Flight flight() {
        return flight;
    }

    /** Whether it came from a private address. */
    boolean inside() {
        return inside;
    }

    /** The credentials that were shown for it. */
    @Nullable
    String authorization() {
        return response.request().header("Authorization");
    }

    /** The beginning of the body as text without what could be a secret; empty when there is none to be had. */
    String text() {
        try {
            return withoutSecrets(
                    flight.during(() -> response.peekBody(LONGEST_ERROR).string()));
        } catch (IOException e) {
            return ""; // The status says what there is to say; the body would only have explained it.
        }
    }

    /** Its address, fit to be shown. */
    String shownUrl() {
        return SentSecrets.url(response.request());
    }

    /** The text without what was shown to the host. */
    String withoutSecrets(String text) {
        return SentSecrets.in(response.request()).hiddenIn(text);
    }

    @Override
    public void close() {
        response.close();
        flight.end();
    }
}
