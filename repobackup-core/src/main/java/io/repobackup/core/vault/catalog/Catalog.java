package io.repobackup.core.vault.catalog;

import io.repobackup.api.capture.State;
import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.file.SmallFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The catalogs of one source: numbered, the one with the highest number counts. A whole one is written at most daily,
 * between them what changed since. See docs/FORMAT.md, section «Catalogs».
 *
 * <p>A catalog that cannot be read counts as absent: catalogs make runs cheap, records are the truth. <i>Thread-safe.</i>
 */
public final class Catalog {

    private static final Duration WHOLE_EVERY = Duration.ofHours(24);
    private static final int ATTEMPTS = 64;

    private final CatalogFiles files;
    private final Clock clock;

    /** The catalogs of a source in the vault with this id, which lies on this sink. */
    public Catalog(BlobSink sink, String vault, String source, Clock clock) {
        this.files = new CatalogFiles(sink, vault, source);
        this.clock = clock;
    }

    /** The source's id. */
    public String source() {
        return files.source();
    }

    /** The catalog with the highest number that can be read; an empty one when there is none. */
    public CatalogView latest() {
        return files.latest();
    }

    /** The catalog with this number; empty when there is none that can be used. */
    public Optional<CatalogView> at(long number) {
        return files.at(number);
    }

    /** The numbers of all catalogs that are listed, the newest first. */
    public List<Long> numbers() {
        return files.numbers();
    }

    /**
     * Writes a catalog with these entries in place of those of the same subjects, and all others as they are. Another
     * run's catalog that came first is taken up: of two entries of a subject, the one that reaches further counts. When
     * the logs were adopted meanwhile, nothing is written: what was learned before that counts for nothing.
     *
     * @param on the catalog that this run works with
     * @param run the id of the run
     * @param changed the entries that changed; their former names need not be filled in
     * @return the catalog as written, or the one after an adoption
     */
    public CatalogView append(CatalogView on, String run, Collection<CatalogEntry> changed) {
        return append(on, run, changed, null);
    }

    /** Writes a catalog likewise, with another state of the source. */
    public CatalogView append(CatalogView on, String run, Collection<CatalogEntry> changed, @Nullable State state) {
        CatalogView under = on;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (!under.adopted().equals(on.adopted())) {
                return under;
            }
            State told = state == null ? under.state().orElse(null) : state;
            CatalogFile file = next(under, run, changed, Optional.ofNullable(told));
            if (files.put(file) == SmallFiles.Put.MINE) {
                return file.header().base().isEmpty()
                        ? CatalogView.of(file)
                        : CatalogView.of(under.base().orElseThrow(), file);
            }
            under = latest();
        }
        throw tooSlow();
    }

    /**
     * Writes a whole catalog of these entries and nothing else, in place of all that was known. What runs that are at work
     * have learned until now is not taken up.
     *
     * @param run the id of whoever adopts
     * @return the catalog as written
     */
    public CatalogView adopt(String run, Collection<CatalogEntry> entries) {
        Map<SubjectId, CatalogEntry> all = new LinkedHashMap<>();
        entries.forEach(putInto(all));
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            long number = latest().number() + 1;
            CatalogFile file = new CatalogFile(
                    new CatalogFile.Header(
                            files.vault(),
                            source(),
                            number,
                            OptionalLong.empty(),
                            OptionalLong.of(number),
                            clock.instant(),
                            run,
                            Optional.empty()),
                    all);
            if (files.put(file) == SmallFiles.Put.MINE) {
                return CatalogView.of(file);
            }
        }
        throw tooSlow();
    }

    private ConflictException tooSlow() {
        return new ConflictException("Could not write a catalog of " + source() + ": other runs were faster " + ATTEMPTS
                + " times; let fewer runs work on one source at the same time");
    }

    private CatalogFile next(CatalogView under, String run, Collection<CatalogEntry> changed, Optional<State> state) {
        Instant now = clock.instant();
        Map<SubjectId, CatalogEntry> changes = new LinkedHashMap<>(under.changedSinceBase());
        changed.forEach(entry -> changes.put(
                entry.subject(), under.entry(entry.subject()).map(entry::over).orElse(entry)));
        OptionalLong base = base(under, changes.size(), now);
        Map<SubjectId, CatalogEntry> entries = changes;
        if (base.isEmpty()) {
            entries = new LinkedHashMap<>();
            under.entries().forEach(putInto(entries));
            changes.values().forEach(putInto(entries));
        }
        CatalogFile.Header header = new CatalogFile.Header(
                files.vault(), source(), under.number() + 1, base, under.adopted(), now, run, state);
        return new CatalogFile(header, entries);
    }

    private static Consumer<CatalogEntry> putInto(Map<SubjectId, CatalogEntry> entries) {
        return entry -> entries.put(entry.subject(), entry);
    }

    private static OptionalLong base(CatalogView under, int changes, Instant now) {
        Optional<CatalogFile.Header> whole = under.base().map(CatalogFile::header);
        boolean fresh = whole.map(header -> Duration.between(header.time(), now).abs())
                .filter(age -> age.compareTo(WHOLE_EVERY) < 0)
                .isPresent();
        return fresh && changes <= under.entries().size() / 2
                ? OptionalLong.of(whole.orElseThrow().number())
                : OptionalLong.empty();
    }
}
