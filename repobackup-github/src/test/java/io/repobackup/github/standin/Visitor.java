package io.repobackup.github.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.repobackup.github.standin.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Asks the stand-in with no client of ours: one request, no retries, no redirects. */
final class Visitor {

    private final GitHubStandIn github;
    private final String authorization;
    private final HttpClient client = HttpClient.newHttpClient();

    private Visitor(GitHubStandIn github, String authorization) {
        this.github = github;
        this.authorization = authorization;
    }

    static Visitor with(GitHubStandIn github, String token) {
        return new Visitor(github, "Bearer " + token);
    }

    static Visitor withoutToken(GitHubStandIn github) {
        return new Visitor(github, "");
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(github.host().rest().resolve(path), headers).GET());
    }

    HttpResponse<String> getWeb(String path, String... headers) {
        return send(request(github.host().web().resolve(path), headers).GET());
    }

    HttpResponse<String> post(String path, Object body) {
        return send(
                request(github.host().rest().resolve(path)).POST(HttpRequest.BodyPublishers.ofString(Json.text(body))));
    }

    /** What a query is answered. */
    JsonNode ask(String query, Map<String, ?> variables) {
        return Json.parse(query(query, variables).body());
    }

    HttpResponse<String> query(String query, Map<String, ?> variables) {
        return send(request(github.host().graphQl())
                .POST(HttpRequest.BodyPublishers.ofString(Json.text(Map.of("query", query, "variables", variables)))));
    }

    JsonNode json(String path) {
        return Json.parse(get(path).body());
    }

    private HttpRequest.Builder request(URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "application/vnd.github+json");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
