package io.repobackup.core.items;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.repobackup.api.failure.CorruptedException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One line of a segment: {@code {"id":"42","value":…}} for an item, with the host's JSON as it was received, or
 * {@code {"id":"42","gone":true}} for one that vanished. Exactly this form, without other spaces, so that the host's bytes
 * can be cut out again.
 *
 * <p><i>Immutable.</i>
 */
public final class ItemLine {

    private static final byte[] VALUE = ascii(",\"value\":");
    private static final byte[] GONE = ascii(",\"gone\":true}");
    private static final byte[] ID = ascii("{\"id\":");
    private static final int MAX_ID_LENGTH = 255;

    private final String id;
    private final byte @Nullable [] value;

    private ItemLine(String id, byte @Nullable [] value) {
        this.id = id;
        this.value = value;
    }

    /**
     * The item as the host sent it.
     *
     * @throws CorruptedException when the bytes are no single JSON value
     */
    public static ItemLine of(String id, byte[] json) {
        return new ItemLine(checked(id), OneLineJson.of("the item " + id, json));
    }

    /** The end of an item. */
    public static ItemLine gone(String id) {
        return new ItemLine(checked(id), null);
    }

    /**
     * Reads a line, without its line break.
     *
     * @param where where it stands, for the message
     * @throws CorruptedException when it is no line of a segment
     */
    public static ItemLine parse(String where, byte[] line) {
        try {
            int idEnd = endOfId(where, line);
            String id = decode(line, ID.length, idEnd);
            if (at(line, idEnd, GONE) && line.length == idEnd + GONE.length) {
                return new ItemLine(id, null);
            }
            if (at(line, idEnd, VALUE) && line[line.length - 1] == '}') {
                return new ItemLine(id, Arrays.copyOfRange(line, idEnd + VALUE.length, line.length - 1));
            }
            throw new CorruptedException(where, "a value or an end of item " + id, "neither");
        } catch (IOException e) {
            throw new CorruptedException(where, "a line with an id", String.valueOf(e.getMessage()), e);
        }
    }

    /** The host's id of the item. */
    public String id() {
        return id;
    }

    /** The host's JSON; empty when the item is gone. */
    public Optional<byte[]> value() {
        return value == null ? Optional.empty() : Optional.of(value.clone());
    }

    /** Whether the item is gone. */
    public boolean isGone() {
        return value == null;
    }

    /** The line, without a line break. */
    public byte[] bytes() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(ID);
        line.writeBytes(quoted(id));
        if (value == null) {
            line.writeBytes(GONE);
        } else {
            line.writeBytes(VALUE);
            line.writeBytes(value);
            line.write('}');
        }
        return line.toByteArray();
    }

    private static String checked(String id) {
        if (id.isEmpty() || id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException(
                    "the id of an item has 1 to " + MAX_ID_LENGTH + " characters, not " + id.length());
        }
        return id;
    }

    private static int endOfId(String where, byte[] line) {
        if (at(line, 0, ID) && line.length > ID.length && line[ID.length] == '"') {
            for (int i = ID.length + 1; i < line.length; i++) {
                if (line[i] == '\\') {
                    i++;
                } else if (line[i] == '"') {
                    return i + 1;
                }
            }
        }
        throw new CorruptedException(where, "a line that begins with an id", "another beginning");
    }

    private static String decode(byte[] line, int from, int to) throws IOException {
        try (JsonReader reader = JsonReader.of(new Buffer().write(line, from, to - from))) {
            return reader.nextString();
        } catch (EOFException e) {
            throw new IOException("an unfinished id", e);
        }
    }

    private static byte[] quoted(String text) {
        Buffer buffer = new Buffer();
        try (JsonWriter json = JsonWriter.of(buffer)) {
            json.setLenient(true);
            json.value(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.readByteArray();
    }

    private static boolean at(byte[] line, int offset, byte[] expected) {
        return line.length >= offset + expected.length
                && Arrays.equals(line, offset, offset + expected.length, expected, 0, expected.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
