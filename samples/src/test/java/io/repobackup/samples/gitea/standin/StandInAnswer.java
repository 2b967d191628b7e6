package io.repobackup.samples.gitea.standin;

import io.repobackup.http.json.JsonText;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/** The host's ways of answering: one thing, a page of things with its links, an error. */
final class StandInAnswer {

    private StandInAnswer() {}

    static MockResponse json(Map<String, Object> json, Clock clock) {
        return answer(JsonText.of(json), clock).build();
    }

    static MockResponse error(int status, String message, Clock clock) {
        return answer(JsonText.of(Map.of("message", message)), clock)
                .code(status)
                .build();
    }

    static MockResponse page(RecordedRequest request, List<Map<String, Object>> all, Clock clock) {
        HttpUrl url = request.getUrl();
        long page = StandInDispatcher.number(url, "page", 1);
        long limit = StandInDispatcher.number(url, "limit", 30);
        List<Map<String, Object>> items =
                all.stream().skip((page - 1) * limit).limit(limit).toList();
        String body = items.stream().map(JsonText::of).collect(Collectors.joining(",\n", "[", "]\n"));
        MockResponse.Builder answer = answer(body, clock).addHeader("X-Total-Count", all.size());
        if (page * limit < all.size()) {
            HttpUrl next = url.newBuilder()
                    .setQueryParameter("page", Long.toString(page + 1))
                    .build();
            answer.addHeader("Link", "<" + next + ">; rel=\"next\"");
        }
        return answer.build();
    }

    private static MockResponse.Builder answer(String body, Clock clock) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json;charset=utf-8")
                .addHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().atZone(ZoneOffset.UTC)))
                .body(body);
    }
}
