package io.repobackup.github.crawl;

import io.repobackup.http.json.JsonValue;
import io.repobackup.http.paging.PageMarks;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is remembered of a list that is taken whole.
 *
 * <p><i>Immutable.</i>
 *
 * @param marks by what to recognise its pages
 * @param digest tells what was written from what it becomes; empty before anything was
 */
public record WholeState(PageMarks marks, String digest) {

    /** Nothing was read yet. */
    public static WholeState none() {
        return new WholeState(PageMarks.none(), "");
    }

    /** What {@link #toJson()} wrote. */
    public static WholeState from(JsonValue json) {
        return new WholeState(
                json.find("marks").map(PageMarks::from).orElseGet(PageMarks::none),
                json.find("digest").map(JsonValue::text).orElse(""));
    }

    /** The fields for a state. */
    public Map<String, ?> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("marks", marks.toJson());
        json.put("digest", digest);
        return json;
    }
}
