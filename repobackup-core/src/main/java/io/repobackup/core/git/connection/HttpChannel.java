package io.repobackup.core.git.connection;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.HttpResponse;
import io.repobackup.http.limit.Cost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * The upload-pack of a repository on a smart HTTP server.
 *
 * <p><i>Confined to one thread at a time.</i>
 *
 * @see <a href="https://git-scm.com/docs/gitprotocol-http">gitprotocol-http</a>
 */
public final class HttpChannel implements Channel {

    /** From here on the lists of ids are worth compressing. */
    private static final int LARGE = 1_024;

    /** How much is shown of a type that was not expected. */
    private static final int LONGEST_TYPE = 100;

    /** With these, proxies and servers turn down a request for the form it comes in, as well as for better reasons. */
    private static final int[] FIRST_REFUSALS = {400, 403, 404, 405, 406, 411, 415, 501};

    private static final int[] COMPRESSED_REFUSALS = {400, 411, 415, 501};

    /** With these, servers and the gateways before them tell of a program that died while it prepared a pack. */
    private static final int[] DEATHS = {500, 502, 504};

    private static final String REQUEST = "application/x-git-upload-pack-request";
    private static final String RESULT = "application/x-git-upload-pack-result";
    private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";

    private final HttpClient client;
    private final GitEndpoint endpoint;
    private final ServiceAddress address;
    private UnaryOperator<String> withoutSecrets = words -> words;
    private final Manners manners;
    private boolean refused;
    private boolean old;

    /** A channel to this endpoint; the client stays the caller's. */
    public HttpChannel(HttpClient client, GitEndpoint endpoint, KnownHosts hosts) {
        this.client = client;
        this.endpoint = endpoint;
        this.address = new ServiceAddress(endpoint.url());
        this.manners = hosts.of(endpoint.url());
    }

    @Override
    public String name() {
        return endpoint.url().toString();
    }

    /**
     * {@inheritDoc}
     *
     * @throws RefusedRequestException when the host refuses the first request, and it is not known whether it takes first
     *     requests of this kind at all
     */
    @Override
    public InputStream ask(byte[] request) throws IOException {
        return answer(request);
    }

    /**
     * {@inheritDoc} It is sent once where the host answers that it failed: whoever asks knows better than the client what
     * to ask for next.
     *
     * @throws FailedAnswerException when the host answers with a failure that may be due to the objects asked for
     */
    @Override
    public InputStream askForPack(byte[] request) throws IOException {
        return answer(request, DEATHS);
    }

    private InputStream answer(byte[] bytes, int... deaths) throws IOException {
        HttpRequest plain = question(bytes).accepting(deaths);
        if (bytes.length >= LARGE && !manners.wantsPlain()) {
            return compressed(question(gzip(bytes)).accepting(deaths).withHeader("Content-Encoding", "gzip"), plain);
        }
        return manners.takesFirstPosts() || refused ? body(client.send(plain), plain, RESULT) : first(plain);
    }

    @Override
    public InputStream capabilities() throws IOException {
        HttpRequest request = dressed(HttpRequest.get(address.capabilities()));
        return body(client.send(request), request, ADVERTISEMENT);
    }

    @Override
    public void speakOld() {
        old = true;
    }

    @Override
    public String shown(String words) {
        return withoutSecrets.apply(words);
    }

    @Override
    public void close() {
        // Each answer is its own exchange, and closed by whoever asked.
    }

    private InputStream first(HttpRequest request) throws IOException {
        HttpResponse response = client.send(request.accepting(FIRST_REFUSALS));
        if (isOneOf(FIRST_REFUSALS, response)) {
            try (response) {
                refused = true;
                throw new RefusedRequestException(request + " was answered " + response.status());
            }
        }
        manners.tookFirstPost();
        return body(response, request, RESULT);
    }

    private InputStream compressed(HttpRequest request, HttpRequest plain) throws IOException {
        HttpResponse response = client.send(request.accepting(COMPRESSED_REFUSALS));
        if (!isOneOf(COMPRESSED_REFUSALS, response)) {
            return body(response, request, RESULT);
        }
        response.close();
        InputStream answer = body(client.send(plain), plain, RESULT);
        manners.tookPlain();
        return answer;
    }

    private HttpRequest question(byte[] request) {
        return dressed(HttpRequest.post(address.uploadPack(), REQUEST, request))
                .withHeader("Accept", RESULT)
                .repeatable();
    }

    private HttpRequest dressed(HttpRequest request) {
        HttpRequest named = request.withCredentials(endpoint.credentials())
                .withCost(Cost.nothing())
                // Some proxies let only programs through whose name begins like this.
                .withHeader("User-Agent", "git/2 (repobackup)");
        return old ? named : named.withHeader("Git-Protocol", "version=2");
    }

    private static boolean isOneOf(int[] statuses, HttpResponse response) {
        return Arrays.stream(statuses).anyMatch(status -> status == response.status());
    }

    private InputStream body(HttpResponse response, HttpRequest request, String expected) throws IOException {
        withoutSecrets = response::withoutSecrets;
        if (isOneOf(DEATHS, response)) {
            try (response) {
                throw new FailedAnswerException(request + " was answered " + response.status(), response.status());
            }
        }
        String type = response.header("Content-Type").orElse("no content type");
        if (!type.toLowerCase(Locale.ROOT).startsWith(expected)) {
            try (response) {
                throw new MisconfiguredException("Asking " + request + " for git's protocol failed: expected "
                        + expected + ", but the answer was " + brief(shown(type))
                        + "; check that the address is a repository's, and"
                        + " that no login page, proxy or plain file server answers in its place");
            }
        }
        return response.body();
    }

    private static String brief(String type) {
        return type.substring(0, Math.min(type.length(), LONGEST_TYPE));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(plain.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        }
        return compressed.toByteArray();
    }
}
