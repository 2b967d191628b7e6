package io.repobackup.http.json;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value in a JSON document as the host sent it, byte for byte: for documents of which only a part is backed up, such as
 * the nodes in an answer of GraphQL.
 *
 * <p><i>Immutable.</i>
 */
public final class RawJson {

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final byte[] document;
    private final int start;
    private final int end;

    private RawJson(byte[] document, int start, int end) {
        this.document = document;
        this.start = start;
        this.end = end;
    }

    /**
     * A copy of a whole document in UTF-8, without the space around it.
     *
     * @throws io.repobackup.api.failure.UnavailableException when it is no JSON
     */
    public static RawJson of(byte[] json) {
        JsonValue.parse(json);
        return trimmed(json.clone(), 0, json.length);
    }

    /** The bytes, from the first one of the value to its last one. */
    public byte[] bytes() {
        return Arrays.copyOfRange(document, start, end);
    }

    /** The value, to be understood. */
    public JsonValue value() {
        return JsonValue.parse(bytes());
    }

    /** Whether this is an object. */
    public boolean isObject() {
        return document[start] == '{';
    }

    /** Whether this is an array. */
    public boolean isArray() {
        return document[start] == '[';
    }

    /** What is found by going from name to name; empty when a name is missing on the way, or its value is null. */
    public Optional<RawJson> find(String... names) {
        Optional<RawJson> found = Optional.of(this);
        for (String name : names) {
            found = found.flatMap(value -> Optional.ofNullable(value.members().get(name)));
        }
        return found.filter(value -> value.document[value.start] != 'n');
    }

    /** The elements of an array in order, those that are null included; none when it is no array. */
    public List<RawJson> elements() {
        return isArray() ? pieces() : List.of();
    }

    /** The fields of an object in order, of which the last one counts where a name is repeated; none when it is no object. */
    public Map<String, RawJson> members() {
        Map<String, RawJson> members = new LinkedHashMap<>();
        if (isObject()) {
            pieces().forEach(piece -> piece.addTo(members));
        }
        return Collections.unmodifiableMap(members);
    }

    /** The same with null in place of the values that have this name, at any depth: for what must not be kept. */
    public RawJson blanking(String name) {
        List<RawJson> values = new ArrayList<>();
        collect(name, values);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = start;
        for (RawJson value : values) {
            bytes.write(document, at, value.start - at);
            bytes.writeBytes(NULL);
            at = value.end;
        }
        bytes.write(document, at, end - at);
        return new RawJson(bytes.toByteArray(), 0, bytes.size());
    }

    private void collect(String name, List<RawJson> values) {
        members().forEach((each, value) -> {
            if (each.equals(name)) {
                values.add(value);
            } else {
                value.collect(name, values);
            }
        });
        elements().forEach(element -> element.collect(name, values));
    }

    @Override
    public String toString() {
        return "RawJson[" + (end - start) + " bytes]";
    }

    /** The document is known to be valid, so that brackets, commas and quotes are all there is to look for. */
    private List<RawJson> pieces() {
        List<RawJson> pieces = new ArrayList<>();
        int depth = 0;
        int from = start + 1;
        int at = start;
        while (at < end) {
            byte next = document[at];
            depth += next == '{' || next == '[' ? 1 : 0;
            depth -= next == '}' || next == ']' ? 1 : 0;
            if (depth == 0 || (depth == 1 && next == ',')) {
                addUnlessBlank(pieces, from, at);
                from = at + 1;
            }
            at = next == '"' ? afterString(at) : at + 1;
        }
        return pieces;
    }

    private void addUnlessBlank(List<RawJson> pieces, int from, int to) {
        RawJson piece = trimmed(document, from, to);
        if (piece.start < piece.end) {
            pieces.add(piece);
        }
    }

    private void addTo(Map<String, RawJson> members) {
        int afterName = afterString(start);
        String name =
                JsonValue.parse(Arrays.copyOfRange(document, start, afterName)).text();
        int colon = afterName;
        while (document[colon] != ':') {
            colon++;
        }
        members.put(name, trimmed(document, colon + 1, end));
    }

    private int afterString(int quote) {
        int at = quote + 1;
        while (document[at] != '"') {
            at += document[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static RawJson trimmed(byte[] document, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(document[start])) {
            start++;
        }
        while (end > start && isSpace(document[end - 1])) {
            end--;
        }
        return new RawJson(document, start, end);
    }

    private static boolean isSpace(byte next) {
        return next == ' ' || next == '\t' || next == '\r' || next == '\n';
    }
}
