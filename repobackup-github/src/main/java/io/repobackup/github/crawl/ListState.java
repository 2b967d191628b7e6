package io.repobackup.github.crawl;

import io.repobackup.http.json.JsonValue;
import io.repobackup.http.paging.PageMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one list between captures. Times of changes are the host's.
 *
 * <p><i>Immutable.</i>
 *
 * @param from everything before it was written; from there on the list is read again, and compared with what was seen. Null
 *     before anything was read
 * @param seen what was seen from there on, by id
 * @param marks by what to recognise the first page of the next crawl
 * @param full when all of the list was last gone through, by this machine's clock, or what is never gone through was refused;
 *     null before the first time
 * @param blocks the digests of {@link Blocks} then, by the ids of their first items
 * @param reading a crawl from the newest to the oldest that was cut off
 */
public record ListState(
        @Nullable String from,
        Map<String, Seen> seen,
        PageMarks marks,
        @Nullable String full,
        Map<String, String> blocks,
        @Nullable Reading reading) {

    /** Copies the maps. */
    public ListState {
        seen = Map.copyOf(seen);
        blocks = Map.copyOf(blocks);
    }

    /** Nothing was read yet. */
    public static ListState none() {
        return new ListState(null, Map.of(), PageMarks.none(), null, Map.of(), null);
    }

    /** What {@link #toJson()} wrote. */
    public static ListState from(JsonValue json) {
        return new ListState(
                json.find("from").map(JsonValue::text).orElse(null),
                Seen.all(json),
                json.find("marks").map(PageMarks::from).orElseGet(PageMarks::none),
                json.find("full").map(JsonValue::text).orElse(null),
                texts(json),
                json.find("reading").map(Reading::from).orElse(null));
    }

    /** The fields for a state. */
    public Map<String, ?> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("from", from);
        json.put("seen", Seen.toJson(seen));
        json.put("marks", marks.toJson());
        json.put("full", full);
        json.put("blocks", blocks);
        json.put("reading", reading == null ? null : reading.toJson());
        return json;
    }

    /** Whether everything was gone through at least once. */
    boolean isWhole() {
        return full != null;
    }

    boolean isFullDue(Instant now, Duration every) {
        return full != null && !Instant.parse(full).plus(every).isAfter(now);
    }

    Tail tail() {
        return new Tail(from, seen);
    }

    ListState readUpTo(Tail tail, PageMarks newMarks) {
        return new ListState(tail.from(), tail.seen(), newMarks, full, blocks, null);
    }

    ListState readingFrom(Reading crawl) {
        return new ListState(from, seen, marks, full, blocks, crawl);
    }

    ListState goneThrough(Instant now, Map<String, String> newBlocks) {
        return new ListState(from, seen, marks, now.toString(), newBlocks, reading);
    }

    /** The same, of which nothing is due at any time. */
    ListState withoutTime() {
        return new ListState(from, seen, marks, null, blocks, reading);
    }

    /** Whether the next capture, told the other state instead, would miss nothing that it finds with this one. */
    boolean isAsGoodAs(ListState other) {
        return Objects.equals(full, other.full) && Objects.equals(reading, other.reading);
    }

    private static Map<String, String> texts(JsonValue json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.find("blocks")
                .ifPresent(found -> found.names()
                        .forEach(name -> texts.put(name, found.at(name).text())));
        return texts;
    }
}
