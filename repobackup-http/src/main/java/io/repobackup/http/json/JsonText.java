package io.repobackup.http.json;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import okio.Buffer;

/** Writes small JSON documents, such as the state that an adapter wants to be told next time. */
public final class JsonText {

    private JsonText() {}

    /**
     * An object in one line, with its fields in the order of the map. Fields without a value are left out.
     *
     * @param fields the values: maps with such values, lists of them, strings, numbers, truth values, or null
     * @throws IllegalArgumentException when a value is something else
     */
    public static String of(Map<String, ?> fields) {
        Buffer text = new Buffer();
        try (JsonWriter writer = JsonWriter.of(text)) {
            writer.setSerializeNulls(false);
            writer.jsonValue(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.readUtf8();
    }
}
