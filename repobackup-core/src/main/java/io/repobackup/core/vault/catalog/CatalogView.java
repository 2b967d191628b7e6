package io.repobackup.core.vault.catalog;

import io.repobackup.api.capture.State;
import io.repobackup.api.subject.SubjectId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A catalog as it was at one moment.
 *
 * <p><i>Immutable.</i>
 */
public final class CatalogView {

    private final long number;
    private final @Nullable CatalogFile base;
    private final @Nullable CatalogFile newest;
    private final Map<SubjectId, CatalogEntry> entries;
    private final List<PassedOver> passedOver;

    private CatalogView(
            long number,
            @Nullable CatalogFile base,
            @Nullable CatalogFile newest,
            Map<SubjectId, CatalogEntry> entries,
            List<PassedOver> passedOver) {
        this.number = number;
        this.base = base;
        this.newest = newest;
        this.entries = entries;
        this.passedOver = List.copyOf(passedOver);
    }

    static CatalogView empty() {
        return new CatalogView(0, null, null, Map.of(), List.of());
    }

    static CatalogView of(CatalogFile whole) {
        return new CatalogView(whole.header().number(), whole, whole, whole.entries(), List.of());
    }

    static CatalogView of(CatalogFile base, CatalogFile changes) {
        Map<SubjectId, CatalogEntry> all = new LinkedHashMap<>(base.entries());
        all.putAll(changes.entries());
        return new CatalogView(changes.header().number(), base, changes, all, List.of());
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
        return header().flatMap(CatalogFile.Header::state);
    }

    /** The catalogs with higher numbers that could not be used, the newest first; only the first few are looked at. */
    public List<PassedOver> passedOver() {
        return passedOver;
    }

    /**
     * The number of the newest catalog that took the logs for the truth. What a run learned while it worked with a catalog
     * before that one counts for nothing.
     */
    public OptionalLong adopted() {
        return header().map(CatalogFile.Header::adopted).orElse(OptionalLong.empty());
    }

    /** One digest over the heads of all logs; empty for no catalog, and when the digest of a head is not known. */
    public Optional<HeadsRoot> root() {
        return header().flatMap(header -> HeadsRoot.of(header.vault(), header.source(), entries.values()));
    }

    Optional<CatalogFile> base() {
        return Optional.ofNullable(base);
    }

    /** The same catalog, under the highest number there is. */
    CatalogView under(long highest, List<PassedOver> unusable) {
        return new CatalogView(highest, base, newest, entries, unusable);
    }

    Map<SubjectId, CatalogEntry> changedSinceBase() {
        return newest == null || newest.header().base().isEmpty() ? Map.of() : newest.entries();
    }

    private Optional<CatalogFile.Header> header() {
        return Optional.ofNullable(newest).map(CatalogFile::header);
    }
}
