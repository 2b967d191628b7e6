package io.repobackup.github.scripted;

import io.repobackup.github.standin.PromptSockets;
import io.repobackup.http.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The host: lists at paths below {@code /api/v3/}, in pages of 100, filtered and sorted as asked; documents; GraphQL. <i>Set
 * up by the thread of the test; answers on the threads of its server.</i>
 */
public final class ScriptedHost implements AutoCloseable {

    private static final String ROOT = "/api/v3/";

    private final MockWebServer server = new MockWebServer();
    private final Map<String, List<ScriptedItem>> lists = new HashMap<>();
    private final Map<String, String> documents = new HashMap<>();
    private final Map<String, MockResponse> failures = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> unchanged = new ArrayList<>();
    private Consumer<String> beforeAnswer = request -> {};
    private Function<JsonValue, String> graphQl = query -> "{\"data\":{}}";
    private int furthestPage = Integer.MAX_VALUE;

    public ScriptedHost() {
        server.setServerSocketFactory(new PromptSockets());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        try {
            server.start(InetAddress.getByName("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI web() {
        return server.url("/").newBuilder().host("127.0.0.1").build().uri();
    }

    /** The list at a path, to be changed. */
    public List<ScriptedItem> list(String path) {
        return lists.computeIfAbsent(path, none -> new ArrayList<>());
    }

    public void document(String path, String json) {
        documents.put(path, json);
    }

    public void remove(String path) {
        documents.remove(path);
    }

    /** Answers requests whose path and query begin so with this. */
    public void fail(String beginning, MockResponse answer) {
        failures.put(beginning, answer);
    }

    public void heal() {
        failures.clear();
    }

    public void graphQl(Function<JsonValue, String> answers) {
        graphQl = answers;
    }

    /** Refuses pages beyond this one, as hosts do with long lists. */
    public void refuseBeyond(int page) {
        furthestPage = page;
    }

    /** Runs before each answer, told the method, path and query. */
    public void beforeAnswer(Consumer<String> hook) {
        beforeAnswer = hook;
    }

    /** The requests so far, those for GraphQL as {@code POST /api/graphql}. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** Those that were answered with 304. */
    public List<String> unchanged() {
        synchronized (requests) {
            return List.copyOf(unchanged);
        }
    }

    public void forgetRequests() {
        synchronized (requests) {
            requests.clear();
            unchanged.clear();
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized MockResponse answer(RecordedRequest request) {
        String target = request.getUrl().encodedPath()
                + (request.getUrl().encodedQuery() == null
                        ? ""
                        : "?" + request.getUrl().encodedQuery());
        synchronized (requests) {
            requests.add(request.getMethod() + " " + target);
        }
        beforeAnswer.accept(target);
        for (Map.Entry<String, MockResponse> failure : failures.entrySet()) {
            if (target.startsWith(failure.getKey())) {
                return failure.getValue();
            }
        }
        if (request.getMethod().equals("POST")) {
            return json(graphQl.apply(JsonValue.parse(request.getBody().toByteArray())), "");
        }
        return rest(request, target);
    }

    private MockResponse rest(RecordedRequest request, String target) {
        String path = request.getUrl().encodedPath().substring(ROOT.length());
        if (documents.containsKey(path)) {
            return conditional(request, target, documents.get(path), "");
        }
        if (!lists.containsKey(path)) {
            return new MockResponse.Builder()
                    .code(404)
                    .body("{\"message\":\"Not Found\"}")
                    .build();
        }
        HttpUrl url = request.getUrl();
        List<ScriptedItem> all = ordered(lists.get(path), url);
        int size = number(url.queryParameter("per_page"), 30);
        int page = number(url.queryParameter("page"), 1);
        if (page > furthestPage) {
            return new MockResponse.Builder()
                    .code(422)
                    .body("{\"message\":\"pagination is limited\"}")
                    .build();
        }
        List<ScriptedItem> here =
                all.stream().skip((page - 1L) * size).limit(size).toList();
        String link = page * size < all.size()
                ? "<"
                        + url.newBuilder()
                                .setQueryParameter("page", Integer.toString(page + 1))
                                .build() + ">; rel=\"next\""
                : "";
        return conditional(
                request,
                target,
                "[" + String.join(",\n", here.stream().map(ScriptedItem::json).toList()) + "]",
                link);
    }

    private static List<ScriptedItem> ordered(List<ScriptedItem> list, HttpUrl url) {
        @Nullable String since = url.queryParameter("since");
        List<ScriptedItem> all = new ArrayList<>(list);
        if (since != null) {
            all.removeIf(item -> item.updated().isBefore(Instant.parse(since)));
        }
        if ("updated".equals(url.queryParameter("sort"))) {
            Comparator<ScriptedItem> order = Comparator.comparing(ScriptedItem::updated);
            all.sort("asc".equals(url.queryParameter("direction")) ? order : order.reversed());
        }
        return all;
    }

    private MockResponse conditional(RecordedRequest request, String target, String body, String link) {
        String tag = "W/\"" + Integer.toHexString((body + link).hashCode()) + "\"";
        if (tag.equals(request.getHeaders().get("If-None-Match"))) {
            synchronized (requests) {
                unchanged.add(target);
            }
            return new MockResponse.Builder().code(304).setHeader("ETag", tag).build();
        }
        return json(body, link).newBuilder().setHeader("ETag", tag).build();
    }

    private static MockResponse json(String body, String link) {
        MockResponse.Builder answer = new MockResponse.Builder()
                .code(200)
                .setHeader("Content-Type", "application/json")
                .body(body);
        if (!link.isEmpty()) {
            answer.setHeader("Link", link);
        }
        return answer.build();
    }

    private static int number(@Nullable String text, int otherwise) {
        return text == null ? otherwise : Integer.parseInt(text);
    }
}
