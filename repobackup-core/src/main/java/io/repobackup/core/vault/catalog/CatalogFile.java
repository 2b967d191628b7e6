package io.repobackup.core.vault.catalog;

import io.repobackup.api.capture.State;
import io.repobackup.api.subject.SubjectId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One stored catalog: whole, or what is different from a whole one. <i>Immutable.</i>
 *
 * @param header its first line
 * @param entries its other lines
 */
record CatalogFile(Header header, Map<SubjectId, CatalogEntry> entries) {

    CatalogFile {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /**
     * What a catalog says of itself.
     *
     * @param vault the vault's id
     * @param source the source's id
     * @param number its number
     * @param base the number of the whole one that it changes; empty when it is whole
     * @param adopted the number of the newest catalog, this one or an earlier one, that took the logs for the truth
     * @param time when it was made
     * @param run the run that made it
     * @param state what the source wants to be told
     */
    record Header(
            String vault,
            String source,
            long number,
            OptionalLong base,
            OptionalLong adopted,
            Instant time,
            String run,
            Optional<State> state) {}
}
