package io.repobackup.github.crawl;

import io.repobackup.http.json.JsonValue;
import io.repobackup.http.paging.PageMarks;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a crawl from the newest to the oldest has come. New items move older ones to later pages and never to earlier
 * ones, so going on at the page that was last read leaves nothing out.
 *
 * <p><i>Immutable.</i>
 *
 * @param from what the list is compared from when the crawl has ended
 * @param seen what was seen from there on
 * @param marks by what to recognise the first page
 * @param at the page to go on with
 */
public record Reading(String from, Map<String, Seen> seen, PageMarks marks, URI at) {

    /** Copies the map. */
    public Reading {
        seen = Map.copyOf(seen);
    }

    static Reading from(JsonValue json) {
        return new Reading(
                json.at("from").text(),
                Seen.all(json),
                json.find("marks").map(PageMarks::from).orElseGet(PageMarks::none),
                URI.create(json.at("at").text()));
    }

    Map<String, ?> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", from);
        json.put("seen", Seen.toJson(seen));
        json.put("marks", marks.toJson());
        json.put("at", at.toString());
        return json;
    }

    Tail tail() {
        return new Tail(from, seen);
    }
}
