package io.repobackup.testkit.capture;

import io.repobackup.api.capture.ContentRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Items by kind and id, and linked content. <i>Confined to one thread at a time.</i> */
final class PartContents {

    private final NavigableMap<String, NavigableMap<String, String>> kinds = new TreeMap<>();
    private final Map<String, ContentRef> links = new LinkedHashMap<>();

    PartContents copy() {
        PartContents copy = new PartContents();
        copy.become(this);
        return copy;
    }

    void become(PartContents other) {
        kinds.clear();
        other.kinds.forEach((kind, items) -> kinds.put(kind, new TreeMap<>(items)));
        links.clear();
        links.putAll(other.links);
    }

    NavigableMap<String, String> items(String kind) {
        return kinds.getOrDefault(kind, new TreeMap<>());
    }

    Set<String> kinds() {
        Set<String> filled = new TreeSet<>();
        kinds.forEach((kind, items) -> {
            if (!items.isEmpty()) {
                filled.add(kind);
            }
        });
        return filled;
    }

    void replace(String kind, NavigableMap<String, String> items) {
        kinds.put(kind, items);
    }

    void link(ContentRef content) {
        links.put(content.id(), content);
    }

    List<ContentRef> links() {
        return List.copyOf(links.values());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PartContents contents && kinds.equals(contents.kinds) && links.equals(contents.links);
    }

    @Override
    public int hashCode() {
        return kinds.hashCode() + links.hashCode();
    }
}
