package io.repobackup.api.outcome;

/** What outcomes mean for the whole, from good to bad. */
public enum Severity {
    /** Everything that exists is backed up. */
    OK,
    /** Something is missing or waits. */
    INCOMPLETE,
    /** Something went wrong. */
    FAILED;

    /** The worse of the two. */
    public Severity and(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
