package io.repobackup.api.subject;

/**
 * A text that the host changes whenever one part changes: a time of the last push, a version. Opaque: only equality
 * counts. A mark that equals the one of the part's last complete capture is evidence that nothing changed since.
 *
 * <p><i>Immutable.</i>
 *
 * @param text 1 to 1,024 characters
 */
public record ChangeMark(String text) {

    private static final int MAX_LENGTH = 1_024;

    /** Refuses a blank or overlong mark. */
    public ChangeMark {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a change mark has 1 to " + MAX_LENGTH + " characters");
        }
    }
}
