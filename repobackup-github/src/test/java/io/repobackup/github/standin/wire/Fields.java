package io.repobackup.github.standin.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object in their order, null among them. <i>Confined to one thread at a time.</i> */
public final class Fields {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    private Fields() {}

    public static Fields of(String name, @Nullable Object value) {
        return new Fields().put(name, value);
    }

    public Fields put(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    /** The same value under many names. */
    public Fields putAll(@Nullable Object value, String... names) {
        for (String name : names) {
            fields.put(name, value);
        }
        return this;
    }

    public Fields putAll(Map<String, ? extends @Nullable Object> others) {
        fields.putAll(others);
        return this;
    }

    public Map<String, @Nullable Object> map() {
        return fields;
    }
}
