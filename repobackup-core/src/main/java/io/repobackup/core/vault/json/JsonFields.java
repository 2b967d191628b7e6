package io.repobackup.core.vault.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A JSON object being made, its fields in the order in which they are put.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class JsonFields {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** Puts a text. */
    public JsonFields put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    /** Puts a whole number, 0 to 2^53. */
    public JsonFields put(String name, long value) {
        if (value < 0 || value > JsonObject.MAX_NUMBER) {
            throw new IllegalArgumentException(name + " is 0 to 2^53, not " + value);
        }
        fields.put(name, value);
        return this;
    }

    /** Puts true or false. */
    public JsonFields flag(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    /** Puts a time, cut to milliseconds. */
    public JsonFields put(String name, Instant value) {
        fields.put(name, JsonTime.format(value));
        return this;
    }

    /** Puts an object. */
    public JsonFields put(String name, JsonFields value) {
        fields.put(name, value.fields);
        return this;
    }

    /** Puts an array of texts. */
    public JsonFields texts(String name, Iterable<String> values) {
        List<Object> array = new ArrayList<>();
        values.forEach(array::add);
        fields.put(name, array);
        return this;
    }

    /** Puts an array of objects. */
    public <T> JsonFields objects(String name, Iterable<T> values, Function<T, JsonFields> encoder) {
        List<Object> array = new ArrayList<>();
        values.forEach(value -> array.add(encoder.apply(value).fields));
        fields.put(name, array);
        return this;
    }

    /** Puts a text if there is one. */
    public JsonFields maybe(String name, Optional<String> value) {
        value.ifPresent(present -> put(name, present));
        return this;
    }

    /** Puts a time if there is one. */
    public JsonFields maybeTime(String name, Optional<Instant> value) {
        value.ifPresent(present -> put(name, present));
        return this;
    }

    /** Puts a whole number if there is one. */
    public JsonFields maybe(String name, OptionalLong value) {
        value.ifPresent(present -> put(name, present));
        return this;
    }

    /** Puts an object if there is one. */
    public <T> JsonFields maybe(String name, Optional<T> value, Function<T, JsonFields> encoder) {
        value.ifPresent(present -> put(name, encoder.apply(present)));
        return this;
    }

    /** The object in UTF-8, on one line, without the line's end. */
    public byte[] toBytes() {
        return JsonText.write(fields);
    }
}
