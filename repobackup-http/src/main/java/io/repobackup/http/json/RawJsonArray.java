package io.repobackup.http.json;

import io.repobackup.api.failure.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of an array, cut into its elements as the host sent them, byte for byte, so that what is backed up is what the
 * host said. Only line breaks between tokens are left out, so that each element is one line.
 */
public final class RawJsonArray {

    private final byte[] json;
    private final List<byte[]> elements = new ArrayList<>();
    private final ByteArrayOutputStream element = new ByteArrayOutputStream();
    private int depth;
    private boolean inString;
    private boolean escaped;

    private RawJsonArray(byte[] json) {
        this.json = json;
    }

    /**
     * The elements of a document that is one array in UTF-8.
     *
     * @throws UnavailableException when it is something else
     */
    public static List<byte[]> split(byte[] json) {
        if (!JsonValue.parse(json).isArray()) {
            throw new UnavailableException("The host's answer of " + json.length + " bytes is JSON, but not an array;"
                    + " check that the address is the right one");
        }
        return new RawJsonArray(json).split();
    }

    /** The document is known to be valid, so that brackets, commas and quotes are all there is to look for. */
    private List<byte[]> split() {
        for (byte next : json) {
            if (inString) {
                text(next);
            } else {
                token(next);
            }
        }
        return List.copyOf(elements);
    }

    private void text(byte next) {
        element.write(next);
        inString = escaped || next != '"';
        escaped = !escaped && next == '\\';
    }

    private void token(byte next) {
        switch (next) {
            case '[', '{' -> open(next);
            case ']', '}' -> close(next);
            case ',' -> comma();
            case ' ', '\t' -> space(next);
            case '\r', '\n' -> {}
            default -> {
                inString = next == '"';
                element.write(next);
            }
        }
    }

    private void open(byte bracket) {
        if (depth++ > 0) {
            element.write(bracket);
        }
    }

    private void close(byte bracket) {
        if (--depth > 0) {
            element.write(bracket);
        } else {
            end();
        }
    }

    private void comma() {
        if (depth == 1) {
            end();
        } else {
            element.write(',');
        }
    }

    /** Space inside an element is kept; around it there is none to keep. */
    private void space(byte space) {
        if (depth > 1) {
            element.write(space);
        }
    }

    private void end() {
        if (element.size() > 0) {
            elements.add(element.toByteArray());
            element.reset();
        }
    }
}
