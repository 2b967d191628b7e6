package io.repobackup.samples.gitea;

import io.repobackup.http.json.JsonValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a crawl through the pages of a list has come. <i>Immutable.</i>
 *
 * @param scope which items are listed
 * @param started when the host answered for the first page, by the host's clock; null before it did
 * @param page the next page to read, 1 or more
 * @param total how many items the host said there are
 * @param edge the id up to which known items were compared with the list, in its order; null at its beginning
 */
record Cursor(
        Scope scope,
        @Nullable String started,
        long page,
        long total,
        @Nullable Long edge) {

    /** Which items a crawl lists. */
    enum Scope {
        /** Those that changed since the watermark. */
        CHANGED,
        /** All, to find those that vanished. */
        ALL
    }

    static Cursor first(Scope scope) {
        return new Cursor(scope, null, 1, 0, null);
    }

    static Cursor from(JsonValue json) {
        return new Cursor(
                Scope.valueOf(json.at("scope").text()),
                json.find("started").map(JsonValue::text).orElse(null),
                json.at("page").number(),
                json.at("total").number(),
                json.find("edge").map(JsonValue::number).orElse(null));
    }

    Map<String, ?> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("scope", scope.name());
        json.put("started", started);
        json.put("page", page);
        json.put("total", total);
        json.put("edge", edge);
        return json;
    }

    Cursor startedAt(Instant hostTime) {
        return started == null ? new Cursor(scope, hostTime.toString(), page, total, edge) : this;
    }

    /** When the crawl began; fails before the first answer. */
    Instant start() {
        if (started == null) {
            throw new IllegalStateException("the crawl has not begun");
        }
        return Instant.parse(started);
    }

    /** Whether items were deleted, so that those of later pages have moved to pages that were already read. */
    boolean isOvertaken(long totalNow) {
        return page > 1 && totalNow < total;
    }

    Cursor backTo(long earlierPage, long totalNow) {
        return new Cursor(scope, started, Math.max(1, earlierPage), totalNow, edge);
    }

    Cursor next(long totalNow, @Nullable Long newEdge) {
        return new Cursor(scope, started, page + 1, totalNow, newEdge);
    }
}
