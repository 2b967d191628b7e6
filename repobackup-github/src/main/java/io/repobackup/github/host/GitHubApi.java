package io.repobackup.github.host;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.http.AnswerReader;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.PageSize;
import io.repobackup.http.graphql.GraphQl;
import io.repobackup.http.graphql.GraphQlAnswer;
import io.repobackup.http.graphql.GraphQlCheck;
import io.repobackup.http.graphql.GraphQlError;
import io.repobackup.http.graphql.GraphQlQuery;
import io.repobackup.http.graphql.GraphQlWords;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.limit.Cost;
import io.repobackup.http.paging.PageMarks;
import io.repobackup.http.paging.Pages;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * One GitHub for one identity. Lists come as the raw bytes of their elements, and are followed by their {@code Link}
 * headers alone. A list from which single sign-on left something out is refused.
 *
 * <p><i>Immutable and thread-safe.</i>
 */
public final class GitHubApi {

    /** How many entries a page of a list has at most. */
    public static final int PAGE = 100;

    private static final long LONGEST_ANSWER = 64L << 20;
    private static final String MEDIA_TYPE = "application/vnd.github+json";
    private static final String VERSION_HEADER = "X-GitHub-Api-Version";
    private static final String VERSION = "2022-11-28";

    private final HttpClient http;
    private final GitHubHost host;
    private final CredentialsProvider credentials;

    /** @param http stays the caller's */
    public GitHubApi(HttpClient http, GitHubHost host, CredentialsProvider credentials) {
        this.http = http;
        this.host = host;
        this.credentials = credentials;
    }

    /** Where it is. */
    public GitHubHost host() {
        return host;
    }

    /** Who asks. */
    public CredentialsProvider credentials() {
        return credentials;
    }

    /** The client through which it is asked. */
    public HttpClient http() {
        return http;
    }

    /** A request for what is at a path below the root of REST, such as {@code repos/acme/tools}. */
    public HttpRequest get(String path) {
        return get(host.rest().resolve(path));
    }

    /** The pages of a list at a path, each the elements as they were sent, of which some may be known. */
    public Pages<List<byte[]>> list(String path, PageMarks known) {
        return Pages.of(http, get(path), whole(AnswerReader.jsonArray(LONGEST_ANSWER)))
                .knowing(known);
    }

    /** The pages of a list from the one that this asks for on, read like this; of none may anything be left out. */
    public <T> Pages<T> pages(HttpRequest first, AnswerReader<T> reader) {
        return Pages.of(http, first, whole(reader));
    }

    /** The pages of a list at a path, each a document that holds elements among other things. */
    public Pages<JsonValue> documents(String path) {
        return Pages.of(http, get(path), whole(AnswerReader.json(LONGEST_ANSWER)));
    }

    /** A document as it was sent; empty when the host says that there is none, or none for this identity. */
    public Optional<byte[]> document(String path) {
        try {
            return Optional.of(http.read(get(path), answer -> answer.textUpTo(LONGEST_ANSWER)));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Asks a query of so many points that has a size. */
    public GraphQlAnswer ask(int points, PageSize size, IntFunction<GraphQlQuery> query) {
        return graphQl(points).ask(size, query);
    }

    /** The same, where each answer is looked at together with its headers before it is handed out. */
    public GraphQlAnswer ask(int points, PageSize size, IntFunction<GraphQlQuery> query, GraphQlCheck look) {
        GraphQlCheck both = (response, answer) -> {
            Refusals.check(response, answer);
            look.check(response, answer);
        };
        return graphQl(points).withCheck(both).ask(size, query);
    }

    /** Asks a query of so many points. */
    public GraphQlAnswer ask(int points, GraphQlQuery query) {
        return graphQl(points).ask(query);
    }

    /**
     * The bytes at an address that the host handed out, in this form. Credentials go to the host alone; redirects to its
     * stores are followed without them. The caller closes the stream.
     */
    public InputStream download(URI address, String mediaType) {
        HttpRequest request = HttpRequest.get(address)
                .withHeader("Accept", mediaType)
                .withCredentials(credentials)
                .handedBy(host.rest())
                .withCost(GitHubCosts.READ);
        return http.send(request).body();
    }

    /** What a document says, read and not kept. */
    public JsonValue value(String path) {
        return http.read(get(path), AnswerReader.json(LONGEST_ANSWER));
    }

    private HttpRequest get(URI address) {
        return HttpRequest.get(address)
                .withHeader("Accept", MEDIA_TYPE)
                .withHeader(VERSION_HEADER, VERSION)
                .withCredentials(credentials)
                .withCost(GitHubCosts.READ);
    }

    private GraphQl graphQl(int points) {
        Cost cost = GitHubCosts.query(points);
        return GraphQl.at(http, host.graphQl(), credentials)
                .withCost(cost)
                .withWords(GitHubApi::meaning)
                .withCheck(Refusals::check);
    }

    private static <T> AnswerReader<T> whole(AnswerReader<T> reader) {
        return answer -> {
            Refusals.refusePartial(answer);
            return reader.read(answer);
        };
    }

    /** A query that takes too long is ended with these words, and without a type. */
    private static GraphQlWords.Meaning meaning(GraphQlError error) {
        return error.message().startsWith("Something went wrong while executing your query")
                ? GraphQlWords.Meaning.TOO_MUCH
                : GraphQlWords.common().meaning(error);
    }
}
