package io.repobackup.http;

import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.http.limit.Limited;
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
    private final HttpRequest request;
    private final BodyStream body;
    private boolean tooMuch;

    HttpResponse(Answer answer, HttpRequest request) {
        this.answer = answer;
        this.request = request;
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
            tooMuch = true;
            throw new UnavailableException("The answer to " + answer.method() + " " + answer.shownUrl()
                    + " is longer than the " + most + " bytes expected of it; check what is at that address");
        }
        return bytes;
    }

    /**
     * The whole body, which has to be text in UTF-8 that came as it was asked for, as JSON does.
     *
     * @param limit how many bytes it may have at most, not negative
     * @throws UnavailableException when it is longer, or in another encoding, or as {@link #body()} says
     */
    public byte[] textUpTo(long limit) {
        Optional<String> coding = header("Content-Encoding").filter(name -> !name.equalsIgnoreCase("identity"));
        if (coding.isPresent()) {
            throw new UnavailableException(shown() + " is encoded as " + Redaction.brief(coding.get())
                    + ", which nobody asked for; check the proxies on the way");
        }
        byte[] text = bodyUpTo(limit);
        if (!Utf8.isValid(text)) {
            throw new UnavailableException(
                    shown() + " is no text in UTF-8; check what is at that address, or try again later");
        }
        return text;
    }

    /** Whether the host says that nothing has changed since the validator that the request was sent with. */
    public boolean isUnchanged() {
        return answer.status() == 304;
    }

    /** By what to recognise this content the next time; where nothing has changed, what it was recognised by. */
    public Validator validator() {
        return Validators.of(request.request(), answer.status(), answer.headers());
    }

    /**
     * The failure of an answer that says in a document of its own that there were too many requests, as GraphQL does
     * under the status 200. The credential is paused as after a 429. To be thrown by an {@link AnswerReader}, so that the
     * request is tried again after the pause.
     *
     * @param words what the document says
     */
    public RateLimitedException limited(String words) {
        Limited limited = answer.limitedAfterAll();
        return new RateLimitedException(
                shown() + " says «" + Redaction.brief(withoutSecrets(words)) + "»: " + limited.why() + "; go on at "
                        + limited.until() + ", not earlier",
                limited.until());
    }

    /**
     * The failure of an answer that says that too much was asked for at once. To be thrown by an {@link AnswerReader}, so
     * that less is asked for, where the request {@linkplain PageSize has a size}.
     *
     * @param words what the document says
     */
    public UnavailableException tooMuch(String words) {
        tooMuch = true;
        return saying(words, "ask for less at once, or try again later");
    }

    /**
     * The failure of an answer that says that it failed. To be thrown by an {@link AnswerReader}, so that the request is
     * tried again.
     *
     * @param words what the document says
     */
    public UnavailableException unusable(String words) {
        return saying(words, "try again later, and look at the host if it stays so");
    }

    /** What it means that this answer could not be used. */
    Setback setback(RepobackupException failure) {
        String why = "the answer could not be used";
        Setback setback = failure instanceof RateLimitedException limited
                ? Setback.limited(failure, request.mayRepeat(), limited.retryAt(), why)
                : Setback.passing(failure, request.mayRepeat(), why);
        return tooMuch ? setback.forTooMuch() : setback;
    }

    private UnavailableException saying(String words, String advice) {
        return new UnavailableException(shown() + " says «" + Redaction.brief(withoutSecrets(words)) + "»; " + advice);
    }

    private String shown() {
        return "The answer to " + answer.method() + " " + answer.shownUrl();
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
