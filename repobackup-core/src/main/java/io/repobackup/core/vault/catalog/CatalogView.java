package io.repobackup.core.vault.catalog;

import io.repobackup.api.capture.State;
import io.repobackup.api.subject.SubjectId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A catalog as it was at one moment.
 *
 * <p><i>Immutable.</i>
 */
public final class CatalogView {

    private final long number;
    private final @Nullable CatalogFile base;
    private final Map<SubjectId, CatalogEntry> changed;
    private final Map<SubjectId, CatalogEntry> entries;
    private final @Nullable State state;

    private CatalogView(
            long number,
            @Nullable CatalogFile base,
            Map<SubjectId, CatalogEntry> changed,
            Map<SubjectId, CatalogEntry> entries,
            @Nullable State state) {
        this.number = number;
        this.base = base;
        this.changed = changed;
        this.entries = entries;
        this.state = state;
    }

    static CatalogView empty(long number) {
        return new CatalogView(number, null, Map.of(), Map.of(), null);
    }

    static CatalogView of(CatalogFile whole) {
        return new CatalogView(
                whole.header().number(),
                whole,
                Map.of(),
                whole.entries(),
                whole.header().state().orElse(null));
    }

    static CatalogView of(CatalogFile base, CatalogFile changes) {
        Map<SubjectId, CatalogEntry> all = new LinkedHashMap<>(base.entries());
        all.putAll(changes.entries());
        State state = changes.header().state().orElse(null);
        return new CatalogView(changes.header().number(), base, changes.entries(), all, state);
    }

    /** Its number; 0 when there is no catalog yet. */
    public long number() {
        return number;
    }

    /** What it says of a subject. */
    public Optional<CatalogEntry> entry(SubjectId subject) {
        return Optional.ofNullable(entries.get(subject));
    }

    /** Every entry, each subject once. Unmodifiable. */
    public Collection<CatalogEntry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** What the source wants to be told at its next inventory. */
    public Optional<State> state() {
        return Optional.ofNullable(state);
    }

    Optional<CatalogFile> base() {
        return Optional.ofNullable(base);
    }

    CatalogView withNumber(long number) {
        return new CatalogView(number, base, changed, entries, state);
    }

    Map<SubjectId, CatalogEntry> changedSinceBase() {
        return changed;
    }
}
