package io.repobackup.http.graphql;

import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.http.AnswerReader;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.HttpResponse;
import io.repobackup.http.PageSize;
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
    private final Dialect dialect;

    private GraphQl(HttpClient http, URI endpoint, CredentialsProvider credentials, Cost cost, Dialect dialect) {
        this.http = http;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.cost = cost;
        this.dialect = dialect;
    }

    /** What its host says in its own way. */
    private record Dialect(GraphQlWords words, GraphQlCheck check) {}

    /** Asks at this address. The client stays the caller's. */
    public static GraphQl at(HttpClient http, URI endpoint, CredentialsProvider credentials) {
        return new GraphQl(
                http,
                endpoint,
                credentials,
                Cost.of("graphql"),
                new Dialect(GraphQlWords.common(), (response, answer) -> {}));
    }

    /** The same, where a query costs something else than one unit of {@code graphql}. */
    public GraphQl withCost(Cost other) {
        return new GraphQl(http, endpoint, credentials, other, dialect);
    }

    /** The same for a host with words of its own. */
    public GraphQl withWords(GraphQlWords other) {
        return new GraphQl(http, endpoint, credentials, cost, new Dialect(other, dialect.check()));
    }

    /** The same, where each answer is looked at together with its headers before it is handed out. */
    public GraphQl withCheck(GraphQlCheck other) {
        return new GraphQl(http, endpoint, credentials, cost, new Dialect(dialect.words(), other));
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
        GraphQlAnswer answer = GraphQlAnswer.from(response.textUpTo(LONGEST_ANSWER));
        for (GraphQlError error : answer.errors()) {
            switch (dialect.words().meaning(error)) {
                case LIMITED -> throw response.limited(error.message());
                case TOO_MUCH -> throw response.tooMuch(error.message());
                case PASSING -> throw response.unusable(error.message());
                case ANSWER -> {}
            }
        }
        dialect.check().check(response, answer);
        return answer;
    }
}
