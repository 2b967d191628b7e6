package io.repobackup.github.app;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.github.host.GitHubCosts;
import io.repobackup.github.host.GitHubHost;
import io.repobackup.http.AnswerReader;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.HttpResponse;
import io.repobackup.http.json.JsonValue;
import io.repobackup.http.limit.Cost;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an App asks as itself. When the host does not accept a token and its clock shows another time, the request is
 * sent once more with a token for that time.
 *
 * <p><i>Thread-safe.</i>
 */
final class AppApi {

    private static final long LONGEST_ANSWER = 16L << 20;

    private final HttpClient http;
    private final GitHubHost host;
    private final AppKey key;
    private final AppClock clock;

    AppApi(HttpClient http, GitHubHost host, AppKey key, Clock clock) {
        this.http = http;
        this.host = host;
        this.key = key;
        this.clock = new AppClock(clock);
    }

    String identity() {
        return "app-" + key.issuer();
    }

    /** A document at a path below the root of REST. */
    JsonValue document(String path) {
        return ask(HttpRequest.get(host.rest().resolve(path)), AnswerReader.json(LONGEST_ANSWER));
    }

    /** All elements of a list at a path. */
    List<JsonValue> list(String path) {
        List<JsonValue> all = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        URI next = host.rest().resolve(path);
        while (next != null && seen.add(next)) {
            Listed page = ask(HttpRequest.get(next), AppApi::page);
            all.addAll(page.elements());
            next = page.next();
        }
        return all;
    }

    /** Asks for something to be made, which does no harm when it is made twice. */
    <T> T post(String path, AnswerReader<T> reader) {
        return ask(
                HttpRequest.of("POST", host.rest().resolve(path)).repeatable().withCost(GitHubCosts.TOKEN), reader);
    }

    /**
     * Waits until a token that was issued a moment ago is accepted everywhere: for some seconds <a
     * href="https://github.com/octokit/handbook/pull/8">GitHub may answer 401 to it</a>. Servers without limits answer 404.
     * The request is none of the installation's, whose requests wait for this token.
     *
     * @throws io.repobackup.api.failure.UnavailableException when it is not accepted in the end
     */
    void prove(Credentials token) {
        HttpRequest request = HttpRequest.get(host.rest().resolve("rate_limit"))
                .withCredentials(CredentialsProvider.fixed(identity(), token))
                .withCost(Cost.nothing())
                .accepting(401, 404);
        http.read(request, answer -> {
            if (answer.status() == 401) {
                throw answer.unusable("a token that was issued a moment ago is not accepted: " + words(answer));
            }
            return answer.status();
        });
    }

    private record Listed(
            List<JsonValue> elements, @Nullable URI next) {}

    private static Listed page(HttpResponse answer) {
        List<JsonValue> elements =
                JsonValue.parse(answer.textUpTo(LONGEST_ANSWER)).elements();
        return new Listed(elements, answer.nextPage().orElse(null));
    }

    /** Either what was made of the answer, or when the host refused. */
    private record Said<T>(@Nullable T content, @Nullable Instant refusedAt, String words) {}

    private <T> T ask(HttpRequest request, AnswerReader<T> reader) {
        Said<T> first = once(request, reader);
        boolean isLate = first.refusedAt() != null && clock.correct(first.refusedAt());
        Said<T> last = isLate ? once(request, reader) : first;
        return Optional.ofNullable(last.content()).orElseThrow(() -> refused(request, last.words()));
    }

    private <T> Said<T> once(HttpRequest request, AnswerReader<T> reader) {
        Credentials signed = new Credentials.Bearer(key.sign(clock.hostTime()));
        HttpRequest dressed = request.withHeader("Accept", "application/vnd.github+json")
                .withCredentials(CredentialsProvider.fixed(identity(), signed))
                .accepting(401);
        return http.read(dressed, answer -> said(answer, reader));
    }

    private static <T> Said<T> said(HttpResponse answer, AnswerReader<T> reader) {
        if (answer.status() != 401) {
            return new Said<>(reader.read(answer), null, "");
        }
        return new Said<>(null, answer.date().orElse(null), words(answer));
    }

    private static String words(HttpResponse answer) {
        return JsonValue.parse(answer.textUpTo(LONGEST_ANSWER))
                .find("message")
                .filter(JsonValue::isText)
                .map(message -> answer.withoutSecrets(message.text()))
                .orElse("401");
    }

    private AccessDeniedException refused(HttpRequest request, String words) {
        return new AccessDeniedException(
                request + " was refused with «" + words + "»: " + host.name()
                        + " does not accept what App " + key.issuer()
                        + " signed; check that its private key was not deleted in"
                        + " the App's settings, that the id is that of the same App, and that the clock of this machine is right");
    }
}
