package io.repobackup.core.items;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.repobackup.api.failure.CorruptedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import okio.Buffer;

/** Brings one JSON value (RFC 8259) onto one line and changes nothing else. */
final class OneLineJson {

    private OneLineJson() {}

    /**
     * The same value without line breaks between its tokens.
     *
     * @throws CorruptedException when the bytes are no single JSON value
     */
    static byte[] of(String what, byte[] json) {
        byte[] line = withoutLineBreaks(what, json);
        requireUtf8(what, line);
        try (JsonReader reader = JsonReader.of(new Buffer().write(line))) {
            reader.skipValue();
            if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new CorruptedException(what, "one JSON value", "something after the first value");
            }
        } catch (IOException | JsonDataException e) {
            throw new CorruptedException(what, "one JSON value", String.valueOf(e.getMessage()), e);
        }
        return line;
    }

    private static void requireUtf8(String what, byte[] json) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw new CorruptedException(what, "one JSON value in UTF-8", "other bytes", e);
        }
    }

    private static byte[] withoutLineBreaks(String what, byte[] json) {
        byte[] line = json.clone();
        boolean inString = false;
        for (int i = 0; i < line.length; i++) {
            byte b = line[i];
            if (inString && b >= 0 && b < ' ') {
                throw new CorruptedException(what, "one JSON value", "a control character in a string at byte " + i);
            }
            if (b == '"') {
                inString = !inString;
            } else if (inString && b == '\\') {
                i++;
            } else if (b == '\n' || b == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }
}
