package io.repobackup.http.paging;

import io.repobackup.http.Validator;
import io.repobackup.http.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By what to recognise the pages of a list: what {@link Pages} is told, and tells, for the state of a part or an
 * inventory. Pages are kept by their addresses, so those that shift are changed pages; and so no address of a list may hold
 * a secret, which would end up in the vault.
 *
 * <p><i>Immutable.</i>
 */
public final class PageMarks {

    private static final PageMarks NONE = new PageMarks(Map.of());

    private final Map<URI, PageMark> marks;

    PageMarks(Map<URI, PageMark> marks) {
        this.marks = new LinkedHashMap<>(marks);
    }

    /** Nothing is known, so that every page is changed. */
    public static PageMarks none() {
        return NONE;
    }

    /** What {@link #toJson()} wrote. What cannot be read counts as not known. */
    public static PageMarks from(JsonValue json) {
        Map<URI, PageMark> marks = new LinkedHashMap<>();
        if (json.isArray()) {
            json.elements()
                    .forEach(each -> uri(each, "page")
                            .ifPresent(page -> marks.put(page, new PageMark(Validator.from(each), uri(each, "next")))));
        }
        return new PageMarks(marks);
    }

    /** A list with an object for each page, for a state. */
    public List<Map<String, ?>> toJson() {
        List<Map<String, ?>> json = new ArrayList<>();
        marks.forEach((page, mark) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("page", page.toString());
            fields.putAll(mark.validator().toJson());
            mark.next().ifPresent(next -> fields.put("next", next.toString()));
            json.add(fields);
        });
        return json;
    }

    /** The same without tags, where there are times; see {@link Validator#withoutTag()}. */
    public PageMarks withoutTags() {
        Map<URI, PageMark> bare = new LinkedHashMap<>();
        marks.forEach(
                (page, mark) -> bare.put(page, new PageMark(mark.validator().withoutTag(), mark.next())));
        return new PageMarks(bare);
    }

    PageMark of(URI page) {
        return marks.getOrDefault(page, PageMark.none());
    }

    private static Optional<URI> uri(JsonValue json, String name) {
        try {
            return json.find(name)
                    .filter(JsonValue::isText)
                    .map(JsonValue::text)
                    .map(URI::create);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
