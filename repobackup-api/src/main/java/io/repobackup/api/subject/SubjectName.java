package io.repobackup.api.subject;

/** The rule for names of subjects, which hosts make up and people read. */
final class SubjectName {

    /** What a character becomes that nobody could see. */
    private static final int REPLACEMENT = 0xfffd;

    private SubjectName() {}

    /** The name with U+FFFD in place of control characters, of those that turn the direction of text, and of half pairs. */
    static String visible(String name) {
        return name.codePoints()
                .map(c -> isUnseen(c) ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isUnseen(int c) {
        boolean turnsDirection = c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
        boolean breaksLine = c == 0x2028 || c == 0x2029;
        return Character.isISOControl(c) || turnsDirection || breaksLine || (c >= 0xd800 && c <= 0xdfff);
    }
}
