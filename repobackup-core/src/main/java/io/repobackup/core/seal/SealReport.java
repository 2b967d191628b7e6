package io.repobackup.core.seal;

import io.repobackup.api.subject.SubjectId;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was sealed.
 *
 * <p><i>Immutable.</i>
 *
 * @param entries one for each subject that has a log
 */
public record SealReport(List<Entry> entries) {

    /** Takes a copy. */
    public SealReport {
        entries = List.copyOf(entries);
    }

    /** The logs that somebody has to look at: nobody vouches for their ends, now as before. */
    public Stream<Entry> refused() {
        return entries.stream().filter(entry -> entry.result() == Result.REFUSED);
    }

    /** How many logs were sealed. */
    public long sealed() {
        return entries.stream().filter(entry -> entry.result() == Result.SEALED).count();
    }

    /** What became of a log. */
    public enum Result {
        /** A record was appended that vouches for the others. */
        SEALED,
        /** Somebody vouches for its end already. */
        NOT_NEEDED,
        /** It is not as it must be; the text says how. */
        REFUSED
    }

    /**
     * One log.
     *
     * @param subject whose
     * @param result what became of it
     * @param text in words for a person
     */
    public record Entry(SubjectId subject, Result result, String text) {}
}
