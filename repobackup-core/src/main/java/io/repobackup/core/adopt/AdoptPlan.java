package io.repobackup.core.adopt;

import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Finding;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the catalogs know and what the logs hold.
 *
 * <p><i>Immutable.</i>
 *
 * @param steps one for each subject that a catalog knows
 */
public record AdoptPlan(List<Step> steps) {

    /** Takes a copy. */
    public AdoptPlan {
        steps = List.copyOf(steps);
    }

    /** Those of which catalog and log do not say the same. */
    public Stream<Step> differing() {
        return steps.stream().filter(Step::differs);
    }

    /**
     * One subject of one source.
     *
     * @param source the id of the source
     * @param subject which subject
     * @param name its name in the catalog
     * @param known up to which record a catalog ever knew the log, 0 for none
     * @param held the number of the last valid record of the log, 0 for none
     * @param noted whether a backup found that records were lost; others may have taken their numbers since
     * @param unproved the parts of which the catalog has a mark and the log another one or none; the next backup looks at them
     * @param findings what else is wrong with the log, and stays wrong
     */
    public record Step(
            String source,
            SubjectId subject,
            String name,
            long known,
            long held,
            boolean noted,
            Set<Part> unproved,
            List<Finding> findings) {

        /** Takes copies. */
        public Step {
            unproved = Collections.unmodifiableSet(new TreeSet<>(unproved));
            findings = List.copyOf(findings);
        }

        /** Whether the log lacks, or once lacked, records that a catalog knew. */
        public boolean isLost() {
            return noted || held < known;
        }

        /** Whether catalog and log do not say the same. */
        public boolean differs() {
            return isLost() || held != known || !unproved.isEmpty() || !findings.isEmpty();
        }

        /** All of it in one line for a person. */
        public String text() {
            return name + " (" + subject + "): a catalog of " + source + " knew record " + known
                    + ", the log ends with record "
                    + held
                    + (noted ? "; records were lost, of which every backup reminds" : "")
                    + (unproved.isEmpty() ? "" : "; to be looked at: " + unproved)
                    + (findings.isEmpty()
                            ? ""
                            : "; " + findings.get(0).key() + ": "
                                    + findings.get(0).text());
        }
    }
}
