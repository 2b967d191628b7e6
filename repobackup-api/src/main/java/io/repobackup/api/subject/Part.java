package io.repobackup.api.subject;

import java.util.Optional;
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

    private static final String OF_LFS = "-lfs";

    /** The repository itself. */
    public static final Part GIT = new Part("git");

    /** The wiki, where it is a git repository of its own. */
    public static final Part WIKI = new Part("wiki");

    /** The objects of Git LFS that the commits of {@link #GIT} point to. */
    public static final Part LFS = new Part("lfs");

    /** Refuses a name outside the grammar. */
    public Part {
        if (!GRAMMAR.matcher(name).matches()) {
            throw new IllegalArgumentException("a part is named by 1 to 40 characters of a-z, 0-9 and '-', beginning"
                    + " with a letter, not '" + name + "'");
        }
    }

    /**
     * The part for the LFS objects of a git part of this name: {@code lfs} for {@code git}, {@code wiki-lfs} for {@code
     * wiki}. Names of more than 36 characters are cut for it.
     */
    public Part lfs() {
        return equals(GIT) ? LFS : new Part(name.substring(0, Math.min(name.length(), 36)) + OF_LFS);
    }

    /** The git part whose LFS objects a part of this name holds; empty when the name is not made like that. */
    public Optional<Part> withoutLfs() {
        if (equals(LFS)) {
            return Optional.of(GIT);
        }
        return name.endsWith(OF_LFS)
                ? Optional.of(new Part(name.substring(0, name.length() - OF_LFS.length())))
                : Optional.empty();
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
