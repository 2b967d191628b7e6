package io.repobackup.samples.gitea.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.Buffer;

/** Finds the answer to a request. <i>Thread-safe.</i> */
final class StandInDispatcher extends Dispatcher {

    private static final String ROOT = "/api/v1/";

    private final GiteaStandIn host;

    StandInDispatcher(GiteaStandIn host) {
        this.host = host;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        host.received(request.getMethod() + " " + request.getTarget());
        if (!isLetIn(request)) {
            return StandInAnswer.error(401, "invalid username, password or token", host.clock());
        }
        String path = request.getUrl().encodedPath();
        try {
            if (path.contains(".git/")) {
                return host.git().answer(request);
            }
            synchronized (host) {
                return path.startsWith("/attachments/")
                        ? attachment(path.substring("/attachments/".length()))
                        : api(request, List.of(path.substring(ROOT.length()).split("/")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MockResponse api(RecordedRequest request, List<String> path) {
        return switch (path.get(0)) {
            case "orgs" -> organisation(request, path.subList(1, path.size()));
            case "repositories" ->
                one(host.withId(Long.parseLong(path.get(1))).map(found -> found.json(GiteaStandIn.ORGANISATION)));
            case "repos" ->
                host.named(path.get(2))
                        .map(found -> repository(request, found, path.subList(3, path.size())))
                        .orElseGet(() -> one(Optional.empty()));
            default -> one(Optional.empty());
        };
    }

    private MockResponse organisation(RecordedRequest request, List<String> path) {
        if (!path.get(0).equals(GiteaStandIn.ORGANISATION)) {
            return one(Optional.empty());
        }
        if (path.size() == 1) {
            return one(Optional.of(Map.of("id", 7L, "name", GiteaStandIn.ORGANISATION, "full_name", "Acme")));
        }
        List<Map<String, Object>> all = path.get(1).equals("repos")
                ? each(host.repositories(), found -> found.json(GiteaStandIn.ORGANISATION))
                : each(host.members(), user -> Map.of("id", (long) user.length() * 100, "login", user));
        return StandInAnswer.page(request, all, host.clock());
    }

    private MockResponse repository(RecordedRequest request, StandInRepository found, List<String> path) {
        Instant since = Optional.ofNullable(request.getUrl().queryParameter("since"))
                .map(Instant::parse)
                .orElse(Instant.EPOCH);
        return switch (String.join("/", path.size() > 2 ? path.subList(0, 2) : path)) {
            case "labels" -> StandInAnswer.page(request, found.labelsAsJson(), host.clock());
            case "issues" -> StandInAnswer.page(request, found.issuesSince(since), host.clock());
            case "issues/comments" ->
                path.size() == 2
                        ? StandInAnswer.page(request, found.commentsSince(since), host.clock())
                        : one(Optional.ofNullable(found.commentOf(Long.parseLong(path.get(2))))
                                .map(StandInItem::json));
            default ->
                one(Optional.ofNullable(found.issue(Long.parseLong(path.get(1))))
                        .map(StandInItem::json));
        };
    }

    private MockResponse one(Optional<Map<String, Object>> json) {
        return json.map(found -> StandInAnswer.json(found, host.clock()))
                .orElseGet(() -> StandInAnswer.error(404, "The target couldn't be found.", host.clock()));
    }

    private MockResponse attachment(String uuid) {
        return host.attachment(uuid)
                .map(bytes -> new MockResponse.Builder()
                        .body(new Buffer().write(bytes))
                        .build())
                .orElseGet(() -> one(Optional.empty()));
    }

    private boolean isLetIn(RecordedRequest request) {
        String header = request.getHeaders().get("Authorization");
        if (header == null || !header.startsWith("Basic ")) {
            return false;
        }
        String pair = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
        return host.accepts(pair.substring(pair.indexOf(':') + 1));
    }

    private static <T> List<Map<String, Object>> each(List<T> found, Function<T, Map<String, Object>> json) {
        List<Map<String, Object>> all = new ArrayList<>();
        found.forEach(one -> all.add(json.apply(one)));
        return all;
    }

    static long number(HttpUrl url, String name, long otherwise) {
        String text = url.queryParameter(name);
        return text == null ? otherwise : Long.parseLong(text);
    }
}
