package io.repobackup.core.adopt;

import java.util.Map;

/**
 * What was accepted.
 *
 * <p><i>Immutable.</i>
 *
 * @param plan what the catalogs knew and what the logs hold, as it was accepted
 * @param catalogs the number of the catalog that was written for each source, by the source's id
 */
public record AdoptReport(AdoptPlan plan, Map<String, Long> catalogs) {

    /** Takes a copy. */
    public AdoptReport {
        catalogs = Map.copyOf(catalogs);
    }
}
