package io.repobackup.http.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.repobackup.api.failure.UnavailableException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Reads a document into maps, lists, strings, decimals and truth values. */
final class JsonTree {

    private JsonTree() {}

    static @Nullable Object read(byte[] json) {
        try (JsonReader reader = JsonReader.of(new Buffer().write(json))) {
            Object value = value(reader);
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new JsonDataException("there is more after the end");
            }
            return value;
        } catch (IOException | JsonDataException | NumberFormatException e) {
            throw new UnavailableException(
                    "The host's answer of " + json.length + " bytes is no JSON; check that the address is the right"
                            + " one, or try again later",
                    e);
        }
    }

    private static @Nullable Object value(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object(reader);
            case BEGIN_ARRAY -> array(reader);
            case STRING -> reader.nextString();
            case NUMBER -> new BigDecimal(reader.nextString());
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> reader.nextNull();
            default -> throw new JsonDataException("there is no value at " + reader.getPath());
        };
    }

    private static Map<String, @Nullable Object> object(JsonReader reader) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            fields.put(reader.nextName(), value(reader));
        }
        reader.endObject();
        return Collections.unmodifiableMap(fields);
    }

    private static List<@Nullable Object> array(JsonReader reader) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            elements.add(value(reader));
        }
        reader.endArray();
        return Collections.unmodifiableList(elements);
    }
}
