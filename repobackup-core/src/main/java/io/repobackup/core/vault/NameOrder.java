package io.repobackup.core.vault;

import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogPart;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Who has or had a name, in the order in which people mean it: who has it now, then who had it when it vanished, then who
 * is called otherwise by now; of equals the one that was looked at last comes first.
 *
 * <p><i>Immutable.</i>
 *
 * @param name the name, in capitals and small letters alike
 */
record NameOrder(String name) {

    List<SubjectId> holders(Collection<CatalogEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.isNamed(name))
                .sorted(Comparator.comparing(this::rank)
                        .thenComparing(NameOrder::lastLookedAt, Comparator.reverseOrder()))
                .map(CatalogEntry::subject)
                .distinct()
                .toList();
    }

    private int rank(CatalogEntry entry) {
        if (!entry.name().equalsIgnoreCase(name)) {
            return 2;
        }
        return entry.gone().isPresent() ? 1 : 0;
    }

    private static Instant lastLookedAt(CatalogEntry entry) {
        return entry.parts().values().stream()
                .map(CatalogPart::checked)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
