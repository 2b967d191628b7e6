package io.repobackup.core.verify;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.LastKnown;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.catalog.PassedOver;
import io.repobackup.core.vault.key.Ulid;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.vault.run.RunReport;
import io.repobackup.core.vault.run.RunStart;
import io.repobackup.core.verify.Damage.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Looks at what a vault has beside its subjects: the signpost, catalogs, reports. <i>Used once, by one thread.</i> */
final class VaultAudit {

    private final VerifySettings settings;
    private final Vault vault;
    private final List<Damage> damages = new ArrayList<>();

    VaultAudit(VerifySettings settings) {
        this.settings = settings;
        this.vault = settings.vault();
    }

    /** What is wrong with the files of the vault itself, and with a sample of catalogs and reports. */
    List<Damage> damages() {
        lookAtSignpost();
        if (settings.subjects().only().isEmpty()) {
            each(vault.catalogs().keys(), this::lookAtCatalog);
            each(vault.sink().list(BlobListing.under(VaultKeys.RUNS)).map(StoredBlob::key), this::lookAtRun);
            lookAtVersions();
        }
        return damages;
    }

    /** The numbers of the last records that the newest catalogs know. A newest catalog that cannot be used is a damage. */
    Map<SubjectId, Long> heads() {
        LastKnown known = vault.lastKnown();
        for (PassedOver catalog : known.passedOver()) {
            if (damages.stream().noneMatch(damage -> damage.key().equals(catalog.key()))) {
                damages.add(new Damage(Kind.CATALOG, catalog.key(), catalog.expected(), catalog.found(), List.of()));
            }
        }
        return known.heads();
    }

    private void lookAtSignpost() {
        check(Kind.VAULT, VaultKeys.SIGNPOST, () -> {
            Vault again = Vault.open(vault.sink(), vault.options());
            require(VaultKeys.SIGNPOST, vault.id(), again.id());
            require(VaultKeys.SIGNPOST, vault.created(), again.created());
        });
        check(Kind.VAULT, VaultKeys.RESTORE, this::requireInstructions);
    }

    private void lookAtVersions() {
        TouchedKeys touched = new TouchedKeys(vault.sink());
        touched.look(VaultKeys.SIGNPOST);
        touched.look(VaultKeys.RESTORE);
        Stream.of(VaultKeys.FEATURES, VaultKeys.CATALOGS, VaultKeys.RUNS)
                .forEach(folder -> touched.look(BlobListing.under(folder)));
        touched.changed(Map.of()).stream()
                .filter(key -> settings.subjects().share().includes(key.key().text()))
                .forEach(key -> damages.add(key.damage(List.of())));
    }

    private void requireInstructions() {
        Optional<StoredBlob> file = vault.sink().stat(VaultKeys.RESTORE);
        if (file.filter(found -> found.sizeInBytes() > 0).isEmpty()) {
            throw new CorruptedException(VaultKeys.RESTORE.text(), "instructions for restoring by hand", "nothing");
        }
    }

    private void lookAtCatalog(BlobKey key) {
        if (VaultKeys.number(key).isPresent()) {
            check(Kind.CATALOG, key, () -> vault.catalogs().check(key));
        }
    }

    private void lookAtRun(BlobKey key) {
        String name = key.name();
        int dot = name.indexOf('.');
        Optional<Ulid> id = dot > 0 && Ulid.isUlid(name.substring(0, dot))
                ? Optional.of(new Ulid(name.substring(0, dot)))
                : Optional.empty();
        id.ifPresent(run -> check(
                Kind.RUN,
                key,
                () -> require(key, run, read(run, name.substring(dot)).orElse(run))));
    }

    /** The id that a file of a run or drill has inside; files of other kinds are none of ours. */
    private Optional<Ulid> read(Ulid run, String extension) {
        return switch (extension) {
            case ".begin.json.gz" -> vault.runs().start(run).map(RunStart::run);
            case ".json.gz" -> vault.runs().report(run).map(RunReport::start).map(RunStart::run);
            case ".drill.json.gz" -> vault.drills().report(run).map(report -> report.run());
            default -> Optional.empty();
        };
    }

    private void each(Stream<BlobKey> keys, Consumer<BlobKey> look) {
        try (keys) {
            keys.filter(key -> settings.subjects().share().includes(key.text()))
                    .filter(key -> settings.depth() == Depth.DIGESTS
                            && settings.sample().includes(key.text()))
                    .forEach(look);
        }
    }

    private void check(Kind kind, BlobKey key, Runnable look) {
        try {
            look.run();
        } catch (CorruptedException e) {
            damages.add(new Damage(kind, Damage.key(e, key), e.expected(), e.actual(), List.of()));
        } catch (MisconfiguredException e) {
            damages.add(new Damage(kind, key, "a file of this format", String.valueOf(e.getMessage()), List.of()));
        }
    }

    private static void require(BlobKey key, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new CorruptedException(key.text(), expected.toString(), actual.toString());
        }
    }
}
