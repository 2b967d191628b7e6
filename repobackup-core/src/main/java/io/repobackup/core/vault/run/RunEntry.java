package io.repobackup.core.vault.run;

import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import java.util.List;

/**
 * How one part of one subject ended a run.
 *
 * <p><i>Immutable.</i>
 *
 * @param subject which subject
 * @param name its name
 * @param part which part
 * @param outcome the word of the outcome, {@link io.repobackup.api.outcome.Outcome#word()}
 * @param notes what the outcome says besides, one line each
 * @param head the number of the subject's last valid record when the part had ended; 0 when it has none
 */
public record RunEntry(SubjectId subject, String name, Part part, String outcome, List<String> notes, long head) {

    /** Takes a copy. */
    public RunEntry {
        notes = List.copyOf(notes);
    }
}
