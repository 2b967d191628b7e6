package io.repobackup.core.vault;

import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.catalog.CatalogView;
import io.repobackup.core.vault.catalog.PassedOver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the newest catalogs of all sources know, for holding it against the logs.
 *
 * <p><i>Immutable.</i>
 *
 * @param heads for each subject the number of the last record that a catalog knew, also when it was found to be lost; never 0
 * @param passedOver the catalogs that could not be used
 */
public record LastKnown(Map<SubjectId, Long> heads, List<PassedOver> passedOver) {

    /** Takes copies. */
    public LastKnown {
        heads = Map.copyOf(heads);
        passedOver = List.copyOf(passedOver);
    }

    static LastKnown of(List<CatalogView> catalogs) {
        Map<SubjectId, Long> heads = new HashMap<>();
        List<PassedOver> passedOver = new ArrayList<>();
        for (CatalogView catalog : catalogs) {
            passedOver.addAll(catalog.passedOver());
            catalog.entries().stream()
                    .filter(entry -> entry.reach() > 0)
                    .forEach(entry -> heads.merge(entry.subject(), entry.reach(), Math::max));
        }
        return new LastKnown(heads, passedOver);
    }

    /** The number of the last record of a subject that a catalog knew; 0 when none does. */
    public long head(SubjectId subject) {
        return heads.getOrDefault(subject, 0L);
    }
}
