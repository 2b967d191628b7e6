package io.repobackup.http;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.http.limit.Cost;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * What to ask of a host, and for whom.
 *
 * <p>GET, HEAD, OPTIONS, PUT and DELETE may be sent again when an answer does not come; other methods only when the
 * request says that it is {@link #repeatable()}.
 *
 * <p><i>Immutable</i>; the {@code with} methods return copies.
 */
public final class HttpRequest {

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final Request request;
    private final CredentialsProvider credentials;
    private final Set<Integer> accepted;
    private final boolean repeatable;
    private final Cost cost;
    private final @Nullable Duration idleTimeout;

    private HttpRequest(
            Request request,
            CredentialsProvider credentials,
            Set<Integer> accepted,
            boolean repeatable,
            Cost cost,
            @Nullable Duration idleTimeout) {
        this.request = request;
        this.credentials = credentials;
        this.accepted = accepted;
        this.repeatable = repeatable;
        this.cost = cost;
        this.idleTimeout = idleTimeout;
    }

    /** A request to read what is at an address. Failures as for {@link #of(String, URI)}. */
    public static HttpRequest get(URI url) {
        return of("GET", url);
    }

    /** A request that posts a copy of these bytes. Failures as for {@link #of(String, URI)}. */
    public static HttpRequest post(URI url, String contentType, byte[] body) {
        return of("POST", url, contentType, body);
    }

    /**
     * A request with any method and no body.
     *
     * @throws MisconfiguredException when the address is not http or https, has no host, or holds credentials
     */
    public static HttpRequest of(String method, URI url) {
        String name = method.toUpperCase(Locale.ROOT);
        return of(name, url, WITH_BODY.contains(name) ? RequestBody.create(new byte[0], null) : null);
    }

    /** A request with any method and a copy of these bytes as its body. Failures as for {@link #of(String, URI)}. */
    public static HttpRequest of(String method, URI url, String contentType, byte[] body) {
        RequestBody copy = RequestBody.create(body.clone(), MediaType.get(contentType));
        return of(method.toUpperCase(Locale.ROOT), url, copy);
    }

    private static HttpRequest of(String method, URI url, @Nullable RequestBody body) {
        Request request =
                new Request.Builder().url(address(url)).method(method, body).build();
        return new HttpRequest(
                request, CredentialsProvider.none(), Set.of(), IDEMPOTENT.contains(method), Cost.standard(), null);
    }

    /**
     * The same request with this header, instead of another value of it. Its value stays out of messages, logs and
     * events; where its name sounds like a secret it is not sent to another host after a redirect.
     *
     * @throws IllegalArgumentException when a header cannot have this name or value; the message shows the name alone
     */
    public HttpRequest withHeader(String name, String value) {
        if (value.chars().anyMatch(c -> c != '\t' && (c < ' ' || c > '~'))) {
            throw new IllegalArgumentException("the value of the header " + name + " holds a character that is not"
                    + " printable ASCII, which no header can carry");
        }
        Request changed = request.newBuilder().header(name, value).build();
        return new HttpRequest(changed, credentials, accepted, repeatable, cost, idleTimeout);
    }

    /** The same request for this identity: its credentials are asked for each time, and sent without being asked for. */
    public HttpRequest withCredentials(CredentialsProvider provider) {
        return new HttpRequest(request, provider, accepted, repeatable, cost, idleTimeout);
    }

    /**
     * The same request, to an address that this host handed out: a link to a download, an LFS object, an attachment. The
     * same holds as for a redirect from there. The credentials go to the scheme, host and port of that host only; a
     * public host cannot lead to a private address, and one with TLS not to one without. A host counts as private when
     * this client was only ever answered from private addresses of it. Headers are sent to the address, so give it those
     * alone that the host handed out with it.
     *
     * @throws MisconfiguredException as {@link #of(String, URI)} does; what is refused is refused by {@link
     *     HttpClient#send}
     */
    public HttpRequest handedBy(URI host) {
        return new HttpRequest(
                HandedAddresses.mark(request, address(host)), credentials, accepted, repeatable, cost, idleTimeout);
    }

    /** The same request, for which these statuses are answers as well as the 2xx are, handed out as they come. */
    public HttpRequest accepting(int... statuses) {
        Set<Integer> all = Stream.concat(
                        accepted.stream(), Arrays.stream(statuses).boxed())
                .collect(Collectors.toUnmodifiableSet());
        return new HttpRequest(request, credentials, all, repeatable, cost, idleTimeout);
    }

    /** The same request, which does no harm when it arrives twice. */
    public HttpRequest repeatable() {
        return new HttpRequest(request, credentials, accepted, true, cost, idleTimeout);
    }

    /** The same request with its own limit for the silence on the line, instead of the client's. */
    public HttpRequest withIdleTimeout(Duration timeout) {
        return new HttpRequest(request, credentials, accepted, repeatable, cost, Timeouts.positive(timeout));
    }

    /** The same request to another address. Failures as for {@link #of(String, URI)}. */
    public HttpRequest withUri(URI url) {
        Request changed = request.newBuilder().url(address(url)).build();
        return new HttpRequest(changed, credentials, accepted, repeatable, cost, idleTimeout);
    }

    /** The same request, of which is known what it takes of what its host allows; {@link Cost#standard()} unless set. */
    public HttpRequest withCost(Cost cost) {
        return new HttpRequest(request, credentials, accepted, repeatable, cost, idleTimeout);
    }

    /**
     * The same request, for what is at the address only if that is another thing than the validator stands for: otherwise
     * the answer {@linkplain HttpResponse#isUnchanged() says so}, and costs nothing of the budget at most hosts.
     */
    public HttpRequest ifChanged(Validator before) {
        return before.isNone()
                ? this
                : new HttpRequest(Validators.ask(request, before), credentials, accepted, repeatable, cost, idleTimeout)
                        .accepting(304);
    }

    /** The method, in capitals. */
    public String method() {
        return request.method();
    }

    /** The address as it was given, which may hold secrets in its query. */
    public URI uri() {
        return request.url().uri();
    }

    /** The method and the redacted address. */
    @Override
    public String toString() {
        return method() + " " + Redaction.url(request.url());
    }

    Request request() {
        return request;
    }

    CredentialsProvider credentials() {
        return credentials;
    }

    boolean accepts(int status) {
        return (status >= 200 && status < 300) || accepted.contains(status);
    }

    Cost cost() {
        return cost;
    }

    boolean mayRepeat() {
        return repeatable;
    }

    @Nullable
    Duration idleTimeout() {
        return idleTimeout;
    }

    private static HttpUrl address(URI url) {
        HttpUrl address = HttpUrl.parse(url.toString());
        if (address == null) {
            throw new MisconfiguredException("Cannot send a request to " + Redaction.url(url)
                    + ": it is not an address of the web; use one like https://host/path");
        }
        if (!address.encodedUsername().isEmpty() || !address.encodedPassword().isEmpty()) {
            throw new MisconfiguredException("The address " + Redaction.url(address)
                    + " holds credentials, which would end up in logs; give them with withCredentials instead");
        }
        return address;
    }
}
