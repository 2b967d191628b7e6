package io.repobackup.core.backup;

import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run would do, as the source and the catalog say now. Nothing is written for it.
 *
 * <p><i>Immutable.</i>
 *
 * @param source the id of the source
 * @param steps one step for each part of each subject in scope
 */
public record BackupPlan(String source, List<Step> steps) {

    /** Takes a copy. */
    public BackupPlan {
        steps = List.copyOf(steps);
    }

    /** The parts that would be looked at. */
    public Stream<Step> toTake() {
        return steps.stream().filter(step -> step.intent() == Intent.TAKE);
    }

    /**
     * What would become of one part.
     *
     * @param subject of what
     * @param part which part
     * @param intent whether it would be looked at
     * @param reason why
     */
    public record Step(Subject subject, Part part, Intent intent, String reason) {}

    /** Whether a part would be looked at. */
    public enum Intent {
        /** It would be captured. */
        TAKE,
        /** It is known to be unchanged. */
        UNCHANGED,
        /** It was looked at recently enough. */
        NOT_DUE
    }
}
