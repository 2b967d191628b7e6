package io.repobackup.core.vault.json;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that was read. Asking for a field that is missing or of another type fails with
 * {@link MalformedException}, naming it; fields that nobody asks for are ignored.
 *
 * <p><i>Immutable.</i>
 */
public final class JsonObject {

    /** The greatest whole number that every JSON reader keeps exact: 2^53. */
    public static final long MAX_NUMBER = 1L << 53;

    private final String path;
    private final Map<String, Object> fields;

    private JsonObject(String path, Map<String, Object> fields) {
        this.path = path;
        this.fields = fields;
    }

    /** The object that these bytes spell in UTF-8; duplicate fields, trailing bytes and deep nesting are refused. */
    public static JsonObject parse(byte[] json) {
        return new JsonObject("", JsonText.readObject(json));
    }

    /** The names of the fields, in the order in which they were written. */
    public Set<String> names() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    /** A text. */
    public String text(String name) {
        return require(name, String.class, "a text");
    }

    /** A text, if the field is there. */
    public Optional<String> maybeText(String name) {
        return fields.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** A whole number, 0 to 2^53. */
    public long number(String name) {
        long number = require(name, Long.class, "a whole number");
        if (number > MAX_NUMBER) {
            throw new MalformedException("at most 2^53 in " + at(name), String.valueOf(number));
        }
        return number;
    }

    /** A whole number, if the field is there. */
    public OptionalLong maybeNumber(String name) {
        return fields.containsKey(name) ? OptionalLong.of(number(name)) : OptionalLong.empty();
    }

    /** True or false. */
    public boolean flag(String name) {
        return require(name, Boolean.class, "true or false");
    }

    /** A time. */
    public Instant time(String name) {
        return JsonTime.parse(at(name), text(name));
    }

    /** A time, if the field is there. */
    public Optional<Instant> maybeTime(String name) {
        return fields.containsKey(name) ? Optional.of(time(name)) : Optional.empty();
    }

    /** An object. */
    public JsonObject object(String name) {
        return wrap(at(name), require(name, Map.class, "an object"));
    }

    /** An object, if the field is there. */
    public Optional<JsonObject> maybeObject(String name) {
        return fields.containsKey(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** An array of texts; empty when the field is not there. */
    public List<String> texts(String name) {
        return array(name).stream()
                .map(element -> cast(at(name), element, String.class, "texts"))
                .toList();
    }

    /** An array of objects; empty when the field is not there. */
    public List<JsonObject> objects(String name) {
        return array(name).stream()
                .map(element -> wrap(at(name), cast(at(name), element, Map.class, "objects")))
                .toList();
    }

    private List<?> array(String name) {
        return fields.containsKey(name) ? require(name, List.class, "an array") : List.of();
    }

    private <T> T require(String name, Class<T> type, String what) {
        return cast(at(name), fields.get(name), type, what);
    }

    private static <T> T cast(String at, @Nullable Object value, Class<T> type, String what) {
        if (!type.isInstance(value)) {
            throw new MalformedException(what + " in " + at, value == null ? "no such field" : "another value");
        }
        return type.cast(value);
    }

    @SuppressWarnings("unchecked")
    private static JsonObject wrap(String path, Map<?, ?> fields) {
        return new JsonObject(path, (Map<String, Object>) fields);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
