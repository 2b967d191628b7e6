package io.repobackup.api.source;

import io.repobackup.api.capture.State;
import io.repobackup.api.subject.SubjectId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All subjects of a source at one moment.
 *
 * <p><i>Immutable.</i>
 *
 * @param subjects every subject once, with its offers
 * @param state what the source wants to be told at the next inventory
 */
public record Inventory(List<SubjectOffer> subjects, Optional<State> state) {

    /** Refuses an inventory that lists a subject twice. */
    public Inventory {
        subjects = List.copyOf(subjects);
        Set<SubjectId> seen = new HashSet<>();
        for (SubjectOffer offer : subjects) {
            if (!seen.add(offer.subject().id())) {
                throw new IllegalArgumentException("the inventory lists " + offer.subject() + " twice");
            }
        }
    }

    /** An inventory without a state of its own. */
    public static Inventory of(List<SubjectOffer> subjects) {
        return new Inventory(subjects, Optional.empty());
    }
}
