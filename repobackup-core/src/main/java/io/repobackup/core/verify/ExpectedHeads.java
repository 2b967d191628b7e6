package io.repobackup.core.verify;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.RecordLink;
import io.repobackup.core.vault.SubjectLog;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.catalog.Catalog;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogView;
import io.repobackup.core.vault.catalog.HeadsRoot;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.key.Ulid;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.vault.reading.LogReading;
import io.repobackup.core.vault.run.RunReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The last records that somebody kept the root of, found again by way of the catalogs: a catalog whose heads have that root
 * has those heads, whoever wrote it. <i>Confined to one thread</i> while it is made.
 */
final class ExpectedHeads {

    private final Vault vault;
    private final Map<SubjectId, List<Expected>> heads = new HashMap<>();
    private final List<Damage> damages = new ArrayList<>();

    private ExpectedHeads(Vault vault) {
        this.vault = vault;
    }

    /** A record that has to be there. */
    record Expected(long number, Sha256 digest, Sha256 root) {

        /** What is wrong with it, in a log that was read from its beginning. */
        Optional<Damage> objection(SubjectLog records, LogReading log) {
            boolean isValid = log.isValid(number);
            String found = isValid ? "other bytes" : "no record that counts";
            try {
                Optional<Sha256> there = records.link(number).map(RecordLink::sha256);
                if (isValid && there.equals(Optional.of(digest))) {
                    return Optional.empty();
                }
                found += there.map(other -> ", SHA-256 " + other).orElse("");
            } catch (CorruptedException e) {
                found += ", but " + e.actual();
            }
            return Optional.of(new Damage(
                    Damage.Kind.EXPECTED_RECORD,
                    SubjectKeys.of(records.subject()).record(number),
                    "the record with SHA-256 " + digest + ", which the expected root " + root + " names",
                    found,
                    List.of()));
        }
    }

    static ExpectedHeads find(Vault vault, Set<Sha256> roots) {
        ExpectedHeads expected = new ExpectedHeads(vault);
        roots.stream().sorted(Comparator.comparing(Sha256::hex)).forEach(expected::find);
        return expected;
    }

    /** The roots that no catalog has. */
    List<Damage> damages() {
        return damages;
    }

    /** Whose logs are named. */
    Collection<SubjectId> subjects() {
        return heads.keySet();
    }

    List<Expected> of(SubjectId subject) {
        return heads.getOrDefault(subject, List.of());
    }

    private void find(Sha256 root) {
        Optional<RunReport> report = reportOf(root);
        Optional<CatalogView> named = report.flatMap(run -> run.catalog().isEmpty()
                ? Optional.empty()
                : vault.catalog(run.start().source())
                        .at(run.catalog().getAsLong())
                        .filter(catalog -> isOf(root, catalog)));
        named.or(() -> search(root)).ifPresentOrElse(catalog -> expect(root, catalog), () -> miss(root, report));
    }

    /** Reports are fewer than catalogs, and who expects a root mostly has it from one of the last runs. */
    private Optional<RunReport> reportOf(Sha256 root) {
        List<Ulid> runs;
        try (Stream<Ulid> all = vault.runs().all()) {
            runs = all.sorted(Comparator.comparing(Ulid::text).reversed()).toList();
        }
        return runs.stream()
                .flatMap(run -> report(run).stream())
                .filter(report -> report.heads().equals(Optional.of(root)))
                .findFirst();
    }

    private Optional<RunReport> report(Ulid run) {
        try {
            return vault.runs().report(run);
        } catch (CorruptedException e) {
            return Optional.empty();
        }
    }

    private Optional<CatalogView> search(Sha256 root) {
        for (String source : vault.sources()) {
            Catalog catalog = vault.catalog(source);
            Optional<CatalogView> found = catalog.numbers().stream()
                    .flatMap(number -> catalog.at(number).stream())
                    .filter(view -> isOf(root, view))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(Sha256 root, CatalogView catalog) {
        return catalog.root().map(HeadsRoot::sha256).equals(Optional.of(root));
    }

    private void expect(Sha256 root, CatalogView catalog) {
        for (CatalogEntry entry : catalog.entries()) {
            if (entry.head() > 0) {
                heads.computeIfAbsent(entry.subject(), fresh -> new ArrayList<>())
                        .add(new Expected(entry.head(), entry.headDigest().orElseThrow(), root));
            }
        }
    }

    private void miss(Sha256 root, Optional<RunReport> report) {
        BlobKey key = report.map(run -> VaultKeys.runReport(run.start().run())).orElse(VaultKeys.CATALOGS);
        String found = report.map(run -> "a report that names catalog "
                        + run.catalog().stream()
                                .mapToObj(String::valueOf)
                                .findFirst()
                                .orElse("none") + " of "
                        + run.start().source() + ", which is lost or has another root")
                .orElse("neither a report nor a catalog with it: they are lost, or the root is one of another vault");
        damages.add(new Damage(Damage.Kind.ROOT, key, "a catalog with the expected root " + root, found, List.of()));
    }
}
