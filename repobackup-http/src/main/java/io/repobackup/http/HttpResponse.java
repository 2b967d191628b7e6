package io.repobackup.http;

import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An answer whose status was asked for. Its body comes from the network while it is read; the caller closes it, read to
 * the end or not.
 *
 * <p><i>Confined to one thread at a time.</i> To stop a thread that reads, interrupt it.
 */
public final class HttpResponse implements AutoCloseable {

    private final Answer answer;
    private final BodyStream body;

    HttpResponse(Answer answer) {
        this.answer = answer;
        this.body = new BodyStream(answer);
    }

    /** The status code: 2xx, or one that the request accepts. */
    public int status() {
        return answer.status();
    }

    /** The value of this header, the last one if there are several; names ignore case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(answer.headers().get(name));
    }

    /** All values of this header in their order; names ignore case. */
    public List<String> headers(String name) {
        return List.copyOf(answer.headers().values(name));
    }

    /**
     * When the host answered, by its own clock, in whole seconds: for watermarks, which must not mix two clocks. Empty
     * when the header {@code Date} is missing or no date.
     */
    public Optional<Instant> date() {
        return Optional.ofNullable(answer.headers().getInstant("Date"));
    }

    /** From where the answer came, after redirects. */
    public URI uri() {
        return answer.url().uri();
    }

    /**
     * The address of the next page, from the {@code Link} header.
     *
     * @throws UnavailableException when it leads to another scheme, host or port, to which credentials must not follow
     */
    public Optional<URI> nextPage() {
        Optional<URI> next =
                Optional.ofNullable(LinkHeader.parse(headers("Link"), uri()).get("next"));
        next.ifPresent(this::checkSameOrigin);
        return next;
    }

    /**
     * The body, each time the same stream. Its {@code read} methods throw no {@link IOException} but the failures of the
     * API: {@link UnavailableException} when the body breaks off or the line is silent for too long, and
     * {@link io.repobackup.api.failure.CancelledException} when the thread is interrupted, with the flag set again.
     * Closing it closes this response.
     */
    public InputStream body() {
        return body;
    }

    /**
     * The whole body.
     *
     * @param limit how many bytes it may have at most, not negative
     * @throws UnavailableException when it is longer, or as {@link #body()} says
     */
    public byte[] bodyUpTo(long limit) {
        int most = Math.toIntExact(Math.min(limit, Integer.MAX_VALUE - 16));
        byte[] bytes = body.upTo(most);
        if (bytes.length == most && body.read() >= 0) {
            throw new UnavailableException("The answer to " + answer.method() + " " + answer.shownUrl()
                    + " is longer than the " + most + " bytes expected of it; check what is at that address");
        }
        return bytes;
    }

    /** Ends the exchange, and lets the connection be used again or closes it. May be repeated. */
    @Override
    public void close() {
        answer.close();
    }

    /**
     * A text of the host without the credentials and other secrets that it was sent, which some repeat: for what goes into
     * a message, a log or a record.
     */
    public String withoutSecrets(String text) {
        return answer.withoutSecrets(text);
    }

    private void checkSameOrigin(URI next) {
        if (!RedirectRule.sameOrigin(
                answer.url(), HttpRequest.get(next).request().url())) {
            throw new UnavailableException(answer.shownUrl() + " names a next page on another host, "
                    + withoutSecrets(Redaction.url(next)) + "; check the proxy or the external address of the host");
        }
    }
}
