package io.repobackup.http.graphql;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.http.AnswerReader;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.HttpResponse;
import io.repobackup.http.PageSize;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.limit.Cost;
import java.net.URI;
import java.util.function.IntFunction;

/**
 * Asks a host in GraphQL. Reads only, so that every query may be sent again.
 *
 * <pre>{@code
 * GraphQl graphQl = GraphQl.at(http, URI.create("https://api.github.com/graphql"), credentials)
 *         .withCost(Cost.of("graphql").withPace(GRAPHQL, 1));
 * PageSize size = PageSize.upTo(100);
 * JsonValue page = graphQl.ask(size, first -> new GraphQlQuery(SWEEP, Map.of("first", first, "after", cursor)))
 *         .complete();
 * }</pre>
 *
 * <p>Errors that come under the status 200 are read as well: a limit pauses the credential, and a query that asks for too
 * much is sent again with a smaller size; so it is after a 502 or 504, with which hosts end what takes too long. The same
 * query is not sent again then, for it would fail and cost again.
 *
 * <p><i>Immutable and thread-safe.</i>
 */
public final class GraphQl {

    private static final long LONGEST_ANSWER = 64L << 20;

    private final HttpClient http;
    private final URI endpoint;
    private final CredentialsProvider credentials;
    private final Cost cost;
    private final GraphQlWords words;

    private GraphQl(HttpClient http, URI endpoint, CredentialsProvider credentials, Cost cost, GraphQlWords words) {
        this.http = http;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.cost = cost;
        this.words = words;
    }

    /** Asks at this address. The client stays the caller's. */
    public static GraphQl at(HttpClient http, URI endpoint, CredentialsProvider credentials) {
        return new GraphQl(http, endpoint, credentials, Cost.of("graphql"), GraphQlWords.common());
    }

    /** The same, where a query costs something else than one unit of {@code graphql}. */
    public GraphQl withCost(Cost other) {
        return new GraphQl(http, endpoint, credentials, other, words);
    }

    /** The same for a host with words of its own. */
    public GraphQl withWords(GraphQlWords other) {
        return new GraphQl(http, endpoint, credentials, cost, other);
    }

    /**
     * Asks one query.
     *
     * @throws io.repobackup.api.failure.RepobackupException as {@link HttpClient#read(HttpRequest, AnswerReader)} does
     */
    public GraphQlAnswer ask(GraphQlQuery query) {
        return http.read(request(query), this::read);
    }

    /** Asks a query that can ask for more or less at once. */
    public GraphQlAnswer ask(PageSize size, IntFunction<GraphQlQuery> queries) {
        return http.read(size, entries -> request(queries.apply(entries)), this::read);
    }

    private HttpRequest request(GraphQlQuery query) {
        return HttpRequest.post(endpoint, "application/json", query.body())
                .withHeader("Accept", "application/json")
                .withCredentials(credentials)
                .withCost(cost)
                .repeatable();
    }

    private GraphQlAnswer read(HttpResponse response) {
        GraphQlAnswer answer = GraphQlAnswer.from(JsonValue.parse(response.textUpTo(LONGEST_ANSWER)));
        for (GraphQlError error : answer.errors()) {
            switch (words.meaning(error)) {
                case LIMITED -> throw response.limited(error.message());
                case TOO_MUCH -> throw response.tooMuch(error.message());
                case PASSING -> throw response.unusable(error.message());
                case ANSWER -> {}
            }
        }
        return answer;
    }
}
