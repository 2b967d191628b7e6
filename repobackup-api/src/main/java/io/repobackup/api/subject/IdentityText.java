package io.repobackup.api.subject;

/** The rule for the texts that make an identity. */
final class IdentityText {

    private static final int MAX_LENGTH = 255;

    private IdentityText() {}

    static void check(String what, String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "the " + what + " of a subject has 1 to " + MAX_LENGTH + " characters, not " + text.length());
        }
        if (!SubjectName.visible(text).equals(text)) {
            throw new IllegalArgumentException("the " + what
                    + " of a subject cannot hold control characters, nor such as turn the direction of text");
        }
    }
}
