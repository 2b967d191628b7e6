package io.repobackup.samples.gitea;

import io.repobackup.http.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one list between captures. <i>Immutable.</i>
 *
 * @param watermark everything that changed before it, by the host's clock, was put; null before the first crawl ended
 * @param full when all of the list was last gone through, by this machine's clock; null before the first crawl ended
 * @param recent the items that the next crawl will list again though nothing happened to them, by id
 * @param cursor where a crawl that was cut off goes on
 */
record KindState(
        @Nullable String watermark,
        @Nullable String full,
        Map<String, Recent> recent,
        @Nullable Cursor cursor) {

    /** The host's clock counts in seconds and its database commits late: what is younger is listed again. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    static KindState none() {
        return new KindState(null, null, Map.of(), null);
    }

    static KindState from(JsonValue json) {
        Map<String, Recent> recent = new LinkedHashMap<>();
        JsonValue items = json.at("recent");
        items.names().forEach(id -> recent.put(id, Recent.from(items.at(id))));
        return new KindState(
                json.find("watermark").map(JsonValue::text).orElse(null),
                json.find("full").map(JsonValue::text).orElse(null),
                recent,
                json.find("cursor").map(Cursor::from).orElse(null));
    }

    Map<String, ?> toJson() {
        Map<String, Object> items = new LinkedHashMap<>();
        recent.forEach((id, item) -> items.put(id, item.toJson()));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("watermark", watermark);
        json.put("full", full);
        json.put("recent", items);
        json.put("cursor", cursor == null ? null : cursor.toJson());
        return json;
    }

    /** From when on changes are listed; null for all. */
    @Nullable
    Instant since() {
        return watermark == null ? null : Instant.parse(watermark).minus(OVERLAP);
    }

    Cursor.Scope nextScope(Instant now, Duration fullEvery) {
        boolean due = full == null || !Instant.parse(full).plus(fullEvery).isAfter(now);
        return due ? Cursor.Scope.ALL : Cursor.Scope.CHANGED;
    }

    boolean isSame(String id, String digest) {
        Recent before = recent.get(id);
        return before != null && before.digest().equals(digest);
    }

    KindState at(Cursor next) {
        return new KindState(watermark, full, recent, next);
    }

    /** Remembers an item, if the next crawl is going to list it again. */
    KindState seen(String id, Recent item, Cursor crawl) {
        if (Instant.parse(item.updated()).isBefore(crawl.start().minus(OVERLAP))) {
            return this;
        }
        Map<String, Recent> more = new LinkedHashMap<>(recent);
        more.put(id, item);
        return new KindState(watermark, full, more, cursor);
    }

    /** After the last page: only now has everything up to the beginning of the crawl been put. */
    KindState finished(Cursor crawl, Instant now) {
        Instant since = crawl.start().minus(OVERLAP);
        Map<String, Recent> still = new LinkedHashMap<>(recent);
        still.values().removeIf(item -> Instant.parse(item.updated()).isBefore(since));
        return new KindState(
                crawl.start().toString(), crawl.scope() == Cursor.Scope.ALL ? now.toString() : full, still, null);
    }

    /** Whether the two differ in their watermark at most, which lags behind without harm while nothing changes. */
    boolean isAsGoodAs(KindState other) {
        return Objects.equals(full, other.full) && Objects.equals(cursor, other.cursor);
    }

    /**
     * An item as it was put.
     *
     * @param updated when it changed, by the host's clock
     * @param digest the SHA-256 of its text
     */
    record Recent(String updated, String digest) {

        static Recent from(JsonValue json) {
            return new Recent(json.at("updated").text(), json.at("digest").text());
        }

        Map<String, ?> toJson() {
            return Map.of("updated", updated, "digest", digest);
        }
    }
}
