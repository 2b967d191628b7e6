package io.repobackup.api.failure;

/** Text of which a part may come from outside, for a terminal, a log or a page. */
final class PlainText {

    private PlainText() {}

    /** The text with blanks in place of control characters and of invisible ones that change how others are shown. */
    static String of(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
