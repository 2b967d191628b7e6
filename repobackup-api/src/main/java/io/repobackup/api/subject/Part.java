package io.repobackup.api.subject;

import java.util.regex.Pattern;

/**
 * One thing that is backed up of a subject, such as {@code git}, {@code wiki} or {@code issues}. The set is open: a
 * source names its own parts. Each part has its own change mark, state and outcome.
 *
 * <p><i>Immutable.</i>
 *
 * @param name 1 to 40 characters of {@code a-z 0-9 -}, beginning with a letter; the same name in every run
 */
public record Part(String name) implements Comparable<Part> {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** The repository itself. */
    public static final Part GIT = new Part("git");

    /** The wiki, where it is a git repository of its own. */
    public static final Part WIKI = new Part("wiki");

    /** The objects of Git LFS. */
    public static final Part LFS = new Part("lfs");

    /** Refuses a name outside the grammar. */
    public Part {
        if (!GRAMMAR.matcher(name).matches()) {
            throw new IllegalArgumentException("a part is named by 1 to 40 characters of a-z, 0-9 and '-', beginning"
                    + " with a letter, not '" + name + "'");
        }
    }

    @Override
    public int compareTo(Part other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
