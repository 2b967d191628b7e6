package io.repobackup.samples.cli;

import io.repobackup.http.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One JSON object under construction, with its fields in the order of their coming. <i>Confined to one thread.</i> */
final class JsonDocument {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** A field; left out when there is no value. Other things than numbers and truth values are written as text. */
    JsonDocument with(String name, @Nullable Object value) {
        boolean asItIs = value == null || value instanceof Number || value instanceof Boolean;
        fields.put(name, asItIs ? value : String.valueOf(value));
        return this;
    }

    /** A field that holds another document. */
    JsonDocument with(String name, JsonDocument object) {
        fields.put(name, object.fields);
        return this;
    }

    /** A field that holds an object of numbers. */
    JsonDocument with(String name, Map<String, Long> numbers) {
        fields.put(name, numbers);
        return this;
    }

    /** A field that holds a list of objects. */
    <T> JsonDocument with(String name, Iterable<T> items, Function<T, JsonDocument> object) {
        List<Object> list = new ArrayList<>();
        items.forEach(item -> list.add(object.apply(item).fields));
        fields.put(name, list);
        return this;
    }

    /** The document in one line. */
    @Override
    public String toString() {
        return JsonText.of(fields);
    }
}
