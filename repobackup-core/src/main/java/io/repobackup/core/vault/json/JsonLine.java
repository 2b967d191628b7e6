package io.repobackup.core.vault.json;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import okio.Buffer;

/** JSON texts that a vault carries without looking into them. */
public final class JsonLine {

    private JsonLine() {}

    /** Whether these bytes are one JSON value in UTF-8 and nothing else. */
    public static boolean isOneValue(byte[] json) {
        return JsonText.isOneValue(json);
    }

    /** The JSON string that means this text. */
    public static String quote(String text) {
        Buffer buffer = new Buffer();
        try (JsonWriter writer = JsonWriter.of(buffer)) {
            writer.value(text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return buffer.readUtf8();
    }

    /** The text that this JSON string means. */
    public static String unquote(String json) {
        try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json))) {
            String text = reader.nextString();
            if (!json.startsWith("\"") || reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new MalformedException("a JSON string", json);
            }
            return text;
        } catch (IOException | com.squareup.moshi.JsonDataException e) {
            throw new MalformedException("a JSON string", json, e);
        }
    }
}
