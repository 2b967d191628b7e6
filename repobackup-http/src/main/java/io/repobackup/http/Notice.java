package io.repobackup.http;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.http.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Why a host withholds something: its JSON document with a {@code block}, or the {@code blocked-by} link of
 * <a href="https://www.rfc-editor.org/rfc/rfc7725">RFC 7725</a>.
 */
final class Notice {

    private Notice() {}

    /** Whether a refusal is a block of the content rather than of the caller. */
    static boolean isIn(Answer answer) {
        return block(answer).isPresent();
    }

    /** The address of the notice, or else the reason, or else what there is. */
    static String of(Answer answer) {
        return block(answer)
                .flatMap(block -> block.find("html_url")
                        .or(() -> block.find("reason"))
                        .filter(JsonValue::isText)
                        .map(JsonValue::text))
                .or(() -> link(answer))
                .map(Redaction::brief)
                .orElseGet(() -> fallback(answer));
    }

    private static String fallback(Answer answer) {
        String excerpt = Excerpt.of(answer);
        return excerpt.isEmpty() ? answer.reason() : excerpt;
    }

    private static Optional<JsonValue> block(Answer answer) {
        try {
            return JsonValue.parse(answer.text().getBytes(StandardCharsets.UTF_8))
                    .find("block")
                    .filter(JsonValue::isObject);
        } catch (UnavailableException e) {
            return Optional.empty(); // Most error documents are no JSON at all.
        }
    }

    private static Optional<String> link(Answer answer) {
        Map<String, URI> links =
                LinkHeader.parse(answer.headers().values("Link"), answer.url().uri());
        return Optional.ofNullable(links.get("blocked-by")).map(URI::toString);
    }
}
