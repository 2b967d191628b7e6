package io.repobackup.api.source;

import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A subject and how each of its parts is captured.
 *
 * <p><i>Immutable.</i>
 *
 * @param subject what is backed up
 * @param parts one offer for each part; a part that another one comes {@linkplain PartOffer#after after} is offered too
 */
public record SubjectOffer(Subject subject, List<PartOffer> parts) {

    /** Refuses offers that name a part twice, or that wait for a part that comes later or is not offered. */
    public SubjectOffer {
        parts = List.copyOf(parts);
        Set<Part> seen = new HashSet<>();
        for (PartOffer offer : parts) {
            if (!seen.containsAll(offer.after())) {
                throw new IllegalArgumentException(offer.part() + " of " + subject
                        + " comes after a part that is not offered before it: " + offer.after());
            }
            if (!seen.add(offer.part())) {
                throw new IllegalArgumentException(subject + " offers the part " + offer.part() + " twice");
            }
        }
    }
}
