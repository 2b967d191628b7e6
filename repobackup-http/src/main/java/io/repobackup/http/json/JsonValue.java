package io.repobackup.http.json;

import io.repobackup.api.failure.UnavailableException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value in a JSON document that a host sent. Numbers keep all their digits. What is not as expected is the host's
 * failure: an {@link UnavailableException} that names the place in the document.
 *
 * <p><i>Immutable.</i>
 */
public final class JsonValue {

    private final @Nullable Object value;
    private final String path;

    private JsonValue(@Nullable Object value, String path) {
        this.value = value;
        this.path = path;
    }

    /**
     * Reads a whole document in UTF-8. Where a name is repeated, the last one counts.
     *
     * @throws UnavailableException when it is no JSON, or nested deeper than 255 levels
     */
    public static JsonValue parse(byte[] json) {
        return new JsonValue(JsonTree.read(json), "$");
    }

    /** What is found by going from name to name; empty when a name is missing on the way, or its value is null. */
    public Optional<JsonValue> find(String... names) {
        JsonValue found = this;
        for (String name : names) {
            if (!(found.value instanceof Map<?, ?> fields) || fields.get(name) == null) {
                return Optional.empty();
            }
            found = new JsonValue(fields.get(name), found.path + "." + name);
        }
        return found.isNull() ? Optional.empty() : Optional.of(found);
    }

    /** What is found by going from name to name, which must be there. */
    public JsonValue at(String... names) {
        return find(names).orElseThrow(() -> unexpected("a value at ." + String.join(".", names)));
    }

    /** The text of a string. */
    public String text() {
        return as(String.class, "a string");
    }

    /** A whole number. */
    public long number() {
        try {
            return as(BigDecimal.class, "a whole number").longValueExact();
        } catch (ArithmeticException e) {
            throw unexpected("a whole number of 64 bits");
        }
    }

    /** A number with all its digits. */
    public BigDecimal decimal() {
        return as(BigDecimal.class, "a number");
    }

    /** A truth value. */
    public boolean truth() {
        return as(Boolean.class, "true or false");
    }

    /** The elements of an array, in order. */
    public List<JsonValue> elements() {
        List<?> elements = as(List.class, "an array");
        return elements.stream()
                .map(element -> new JsonValue(element, path + "[]"))
                .toList();
    }

    /** The names of an object's fields, in order. */
    public List<String> names() {
        Map<?, ?> fields = as(Map.class, "an object");
        return fields.keySet().stream().map(String.class::cast).toList();
    }

    /** Whether this is a string. */
    public boolean isText() {
        return value instanceof String;
    }

    /** Whether this is an object. */
    public boolean isObject() {
        return value instanceof Map;
    }

    /** Whether this is an array. */
    public boolean isArray() {
        return value instanceof List;
    }

    /** Whether this is null. */
    public boolean isNull() {
        return value == null;
    }

    /** The place in the document, never the content, which may be confidential. */
    @Override
    public String toString() {
        return "JsonValue[" + path + "]";
    }

    private <T> T as(Class<T> type, String expected) {
        if (!type.isInstance(value)) {
            throw unexpected(expected);
        }
        return type.cast(value);
    }

    private UnavailableException unexpected(String expected) {
        return new UnavailableException("Expected " + expected + " at " + path + " of the host's JSON, but found "
                + kind() + "; check that the address is the right one and the host's version is supported");
    }

    private String kind() {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof List) {
            return "an array";
        }
        return value instanceof String ? "a string" : "a " + value.getClass().getSimpleName();
    }
}
