package io.repobackup.http.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.http.AnswerReader;
import io.repobackup.http.HttpClient;
import io.repobackup.http.HttpRequest;
import io.repobackup.http.RetryRule;
import io.repobackup.http.json.JsonText;
import io.repobackup.http.json.JsonValue;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagesTest {

    /** A page, and which one it names. */
    private record Sheet(String json, String tag, String next) {}

    private final Map<String, Sheet> sheets = new ConcurrentHashMap<>();
    private final List<String> sent = new ArrayList<>();
    private MockWebServer server;
    private HttpClient client;

    @BeforeEach
    void open() throws Exception {
        server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        client = HttpClient.builder().retries(RetryRule.never()).build();
        sheets.put("/list", new Sheet("[1,2]", "\"one\"", "/list?page=2"));
        sheets.put("/list?page=2", new Sheet("[3]", "\"two\"", "/list?page=3"));
        sheets.put("/list?page=3", new Sheet("[]", "\"three\"", ""));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private MockResponse answer(RecordedRequest request) {
        String path = request.getTarget();
        Sheet sheet = sheets.get(path);
        if (sheet.tag().equals(request.getHeaders().get("If-None-Match"))) {
            return new MockResponse.Builder().code(304).build();
        }
        sent.add(path);
        MockResponse.Builder answer =
                new MockResponse.Builder().body(sheet.json()).setHeader("ETag", sheet.tag());
        if (!sheet.next().isEmpty()) {
            answer.setHeader("Link", "<" + sheet.next() + ">; rel=\"next\"");
        }
        return answer.build();
    }

    private Pages<List<byte[]>> pages() {
        URI first = server.url("/list").newBuilder().host("127.0.0.1").build().uri();
        return Pages.of(client, HttpRequest.get(first), AnswerReader.jsonArray(1_000));
    }

    private static List<Integer> sizes(Pages<List<byte[]>> pages) {
        List<Integer> sizes = new ArrayList<>();
        pages.forEachRemaining(page -> sizes.add(page.content().map(List::size).orElse(-1)));
        return sizes;
    }

    private static PageMarks through(PageMarks marks) {
        byte[] state = JsonText.of(Map.of("pages", marks.toJson())).getBytes(StandardCharsets.UTF_8);
        return PageMarks.from(JsonValue.parse(state).at("pages"));
    }

    @Test
    void areFollowedByTheirLinksAlone() {
        Pages<List<byte[]>> pages = pages();

        assertThat(sizes(pages)).containsExactly(2, 1, 0);
        assertThat(sent).containsExactly("/list", "/list?page=2", "/list?page=3");
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(pages::next);
    }

    @Test
    void thatHaveNotChangedAreNotSentAgainAndStillLeadOn() {
        Pages<List<byte[]>> before = pages();
        sizes(before);
        sent.clear();
        sheets.put("/list?page=2", new Sheet("[3,4,5]", "\"two b\"", "/list?page=3"));

        Pages<List<byte[]>> after = pages().knowing(through(before.marks()));

        assertThat(sizes(after)).containsExactly(-1, 3, -1);
        assertThat(sent).containsExactly("/list?page=2");
        sent.clear();
        assertThat(sizes(pages().knowing(through(after.marks())))).containsExactly(-1, -1, -1);
        assertThat(sent).isEmpty();
    }

    @Test
    void whoseMarksAreOfAnotherTokenAreAllChanged() {
        Pages<List<byte[]>> before = pages();
        sizes(before);
        sheets.replaceAll((path, sheet) -> new Sheet(sheet.json(), "\"new token " + path + "\"", sheet.next()));

        assertThat(sizes(pages().knowing(before.marks()))).containsExactly(2, 1, 0);
    }

    @Test
    void thatLeadInACircleAreRefused() {
        sheets.put("/list?page=3", new Sheet("[]", "\"three\"", "/list?page=2"));
        Pages<List<byte[]>> pages = pages();
        pages.next();
        pages.next();

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(pages::next)
                .withMessageContaining("/list?page=3 names as its next page one that was there before")
                .withMessageContaining("/list?page=2: the list has no end");
    }

    @Test
    void thatLeadToThemselvesAreRefused() {
        sheets.put("/list", new Sheet("[]", "\"one\"", "/list"));

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> pages().next());
    }

    @Test
    void thatLeadElsewhereAreRefused() {
        sheets.put("/list", new Sheet("[]", "\"one\"", "http://elsewhere.example/list"));

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> pages().next())
                .withMessageContaining("another host");
    }

    @Property(tries = 300)
    void anyStateIsReadAsMarks(@ForAll List<String> pages, @ForAll String tag) {
        List<Map<String, String>> json = pages.stream()
                .map(page -> Map.of("page", page, "tag", tag, "next", page))
                .toList();
        byte[] state = JsonText.of(Map.of("pages", json)).getBytes(StandardCharsets.UTF_8);

        through(PageMarks.from(JsonValue.parse(state).at("pages")));
    }

    @Test
    void ofNoMarksAreNone() {
        assertThat(PageMarks.from(JsonValue.parse("{}".getBytes(StandardCharsets.UTF_8)))
                        .toJson())
                .isEmpty();
    }
}
