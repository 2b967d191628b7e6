package io.repobackup.core.copy;

import io.repobackup.api.subject.SubjectId;
import java.util.List;

/**
 * What a copy would do now.
 *
 * <p><i>Immutable.</i>
 *
 * @param subjects the subjects of which something is to be copied, ordered by where their logs lie
 * @param files how many of the vault's own files, catalogs and reports are to be copied
 * @param complete whether all subjects were looked at; not so when the thread was interrupted
 */
public record CopyPlan(List<Step> subjects, long files, boolean complete) {

    /** Takes a copy. */
    public CopyPlan {
        subjects = List.copyOf(subjects);
    }

    /** How many objects are to be copied. */
    public long objects() {
        return files
                + subjects.stream()
                        .mapToLong(step -> step.records() + step.blobs())
                        .sum();
    }

    /** How many bytes of blobs are to be copied. */
    public long bytes() {
        return subjects.stream().mapToLong(Step::bytes).sum();
    }

    /**
     * One subject.
     *
     * @param subject which one
     * @param records how many of its records are to be copied
     * @param blobs how many of its blobs
     * @param bytes how many bytes these blobs have
     */
    public record Step(SubjectId subject, long records, long blobs, long bytes) {}
}
