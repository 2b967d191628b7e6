package io.repobackup.testkit.capture;

import io.repobackup.api.failure.CorruptedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that a text is one JSON value, as RFC 8259 defines it, and brings it on one line. <i>Confined to one thread at
 * a time.</i>
 */
final class JsonText {

    private static final int DEEPEST = 500;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([\"\\\\/bfnrt]|u[0-9a-fA-F]{4})");
    private static final Pattern WORD = Pattern.compile("true|false|null");

    private final String what;
    private final StringBuilder text;
    private int at;

    private JsonText(String what, String text) {
        this.what = what;
        this.text = new StringBuilder(text);
    }

    /** The value with spaces instead of line breaks between its tokens. */
    static String oneLine(String what, byte[] utf8) {
        try {
            return oneLine(
                    what,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(utf8))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new CorruptedException(what, "UTF-8", "bytes that are none", e);
        }
    }

    /** The value with spaces instead of line breaks between its tokens. */
    static String oneLine(String what, String json) {
        JsonText text = new JsonText(what, json);
        text.space();
        text.value(0);
        text.space();
        if (text.at < text.text.length()) {
            throw text.wrong("the end");
        }
        return text.text.toString();
    }

    private void value(int depth) {
        if (depth > DEEPEST) {
            throw wrong("no more than " + DEEPEST + " levels");
        }
        switch (peek()) {
            case '{' -> members('}', depth, true);
            case '[' -> members(']', depth, false);
            case '"' -> string("a string");
            case 't', 'f', 'n' -> token(WORD, "true, false or null");
            default -> token(NUMBER, "a value");
        }
    }

    private void members(char end, int depth, boolean named) {
        at++;
        space();
        if (peek() == end) {
            at++;
            return;
        }
        while (true) {
            if (named) {
                string("a name");
                space();
                expect(':');
                space();
            }
            value(depth + 1);
            space();
            if (peek() == end) {
                at++;
                return;
            }
            expect(',');
            space();
        }
    }

    private void string(String expected) {
        if (peek() != '"') {
            throw wrong(expected);
        }
        at++;
        while (peek() != '"') {
            if (peek() == '\\') {
                token(ESCAPE, "an escape");
            } else if (peek() < ' ') {
                throw wrong("the rest of a string");
            } else {
                at++;
            }
        }
        at++;
    }

    private void token(Pattern pattern, String expected) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw wrong(expected);
        }
        at = matcher.end();
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong("'" + c + "'");
        }
        at++;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            if (text.charAt(at) == '\r' || text.charAt(at) == '\n') {
                text.setCharAt(at, ' ');
            }
            at++;
        }
    }

    private CorruptedException wrong(String expected) {
        String seen = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
        return new CorruptedException(what, "one JSON value, with " + expected + " at character " + at, seen);
    }
}
