package io.repobackup.core.git.wire;

import java.nio.charset.StandardCharsets;

/** Bytes from outside, for people to read in a message. */
final class PrintableText {

    private PrintableText() {}

    /** The text whose characters each stand for one byte, read as UTF-8, with blanks in place of control characters. */
    static String of(String bytes) {
        return line(new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /** The text with blanks in place of control characters. */
    static String line(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
