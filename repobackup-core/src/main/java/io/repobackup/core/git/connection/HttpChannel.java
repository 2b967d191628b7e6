package io.repobackup.core.git.connection;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * The upload-pack of a repository on a smart HTTP server.
 *
 * <p><i>Thread-safe.</i>
 *
 * @see <a href="https://git-scm.com/docs/gitprotocol-http">gitprotocol-http</a>
 */
public final class HttpChannel implements Channel {

    /** From here on the lists of ids are worth compressing. */
    private static final int LARGE = 1_024;

    /** How much is shown of a type that was not expected. */
    private static final int LONGEST_TYPE = 100;

    private static final String REQUEST = "application/x-git-upload-pack-request";
    private static final String RESULT = "application/x-git-upload-pack-result";
    private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";

    private final HttpClient client;
    private final GitEndpoint endpoint;
    private final ServiceAddress address;
    private volatile UnaryOperator<String> withoutSecrets = words -> words;

    /** A channel to this endpoint; the client stays the caller's. */
    public HttpChannel(HttpClient client, GitEndpoint endpoint) {
        this.client = client;
        this.endpoint = endpoint;
        this.address = new ServiceAddress(endpoint.url());
    }

    @Override
    public String name() {
        return endpoint.url().toString();
    }

    @Override
    public InputStream ask(byte[] request) throws IOException {
        return send(question(request).withHeader("Accept", RESULT).repeatable(), RESULT);
    }

    @Override
    public InputStream capabilities() {
        return send(HttpRequest.get(address.capabilities()), ADVERTISEMENT);
    }

    @Override
    public String shown(String words) {
        return withoutSecrets.apply(words);
    }

    @Override
    public void close() {
        // Each answer is its own exchange, and closed by whoever asked.
    }

    private HttpRequest question(byte[] request) throws IOException {
        return request.length < LARGE
                ? HttpRequest.post(address.uploadPack(), REQUEST, request)
                : HttpRequest.post(address.uploadPack(), REQUEST, gzip(request)).withHeader("Content-Encoding", "gzip");
    }

    private InputStream send(HttpRequest request, String expected) {
        HttpResponse response = client.send(request.withCredentials(endpoint.credentials())
                .withHeader("Git-Protocol", "version=2")
                // Some proxies let only programs through whose name begins like this.
                .withHeader("User-Agent", "git/2 (repobackup)"));
        withoutSecrets = response::withoutSecrets;
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
