package io.repobackup.core.vault.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import okio.Buffer;

/** JSON values to bytes and back. */
final class JsonText {

    private static final int MAX_DEPTH = 32;
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,15}");

    private JsonText() {}

    static byte[] write(Map<String, Object> object) {
        Buffer buffer = new Buffer();
        try (JsonWriter writer = JsonWriter.of(buffer)) {
            writer.jsonValue(object);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return buffer.readByteArray();
    }

    static Map<String, Object> readObject(byte[] json) {
        requireUtf8(json);
        try (JsonReader reader = JsonReader.of(new Buffer().write(json))) {
            Object value = read(reader, 0);
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new MalformedException("one JSON object", "more after it");
            }
            return object(value);
        } catch (IOException | JsonDataException e) {
            throw new MalformedException("JSON", String.valueOf(e.getMessage()), e);
        }
    }

    static void requireUtf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new MalformedException("UTF-8", "other bytes", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        if (value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw new MalformedException("a JSON object", "another value");
    }

    private static Object read(JsonReader reader, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new MalformedException("at most " + MAX_DEPTH + " levels of JSON", "more");
        }
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> readMembers(reader, depth);
            case BEGIN_ARRAY -> readElements(reader, depth);
            case STRING -> reader.nextString();
            case BOOLEAN -> reader.nextBoolean();
            case NUMBER -> readNumber(reader.nextString());
            case NULL -> readNull(reader);
            default -> throw new MalformedException("a JSON value", reader.peek() + " at " + reader.getPath());
        };
    }

    private static Map<String, Object> readMembers(JsonReader reader, int depth) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (members.put(name, read(reader, depth + 1)) != null) {
                throw new MalformedException("each field once", "the field " + reader.getPath() + " twice");
            }
        }
        reader.endObject();
        return members;
    }

    private static List<Object> readElements(JsonReader reader, int depth) throws IOException {
        List<Object> elements = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            elements.add(read(reader, depth + 1));
        }
        reader.endArray();
        return elements;
    }

    /** Other numbers may stand in fields that are ignored; asking for one as a whole number fails. */
    private static Object readNumber(String literal) {
        return WHOLE.matcher(literal).matches() ? Long.valueOf(literal) : JsonNothing.FRACTION;
    }

    private static Object readNull(JsonReader reader) throws IOException {
        reader.nextNull();
        return JsonNothing.NULL;
    }
}
