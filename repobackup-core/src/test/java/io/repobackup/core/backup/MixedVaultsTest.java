package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.repository;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of another vault lie in this one. */
class MixedVaultsTest {

    private final Bench bench = new Bench();
    private final Bench stranger = new Bench();

    @TempDir
    Path dir;

    private static BackupReport run(Bench bench, String mark) {
        bench.source.offer(repository(
                1, issues(putting(1, Map.of("1", "\"" + mark + "\""))).withMark(new ChangeMark(mark))));
        bench.clock.advance(Duration.ofHours(1));
        return bench.engine(builder -> builder.recheckWithin(1)).run();
    }

    /** Copies what does not exist, as a careless copy of one bucket into another does. */
    private void copy(String folder) {
        stranger.store.keys().stream()
                .filter(key -> key.text().startsWith(folder))
                .filter(key -> bench.store.stat(key).isEmpty())
                .forEach(key ->
                        bench.store.putIfAbsent(key, stranger.store.content(key), BlobOptions.of(BlobClass.STATE)));
    }

    private List<Damage.Kind> damages(Vault vault, Depth depth) {
        return VerifyEngine.builder()
                .vault(vault)
                .depth(depth)
                .scratch(dir)
                .build()
                .run()
                .damages()
                .map(Damage::kind)
                .distinct()
                .toList();
    }

    @BeforeEach
    void bothAreFilled() {
        run(bench, "ours");
        run(stranger, "theirs 1");
        run(stranger, "theirs 2");
        run(stranger, "theirs 3");
    }

    @Test
    void recordsOfAnotherVaultAreVoidAndReportedAndBackupsGoOnAfterThem() {
        copy("log/");

        BackupReport report = run(bench, "ours 2");

        assertThat(report.counts()).isEqualTo(Map.of("stored", 1L));
        assertThat(report.alarms())
                .hasSize(2)
                .allSatisfy(alarm -> assertThat(alarm)
                        .contains(bench.vault.id().text(), stranger.vault.id().text()));
        assertThat(bench.vault.history(Bench.id(1)))
                .extracting(snapshot -> snapshot.number())
                .containsExactly(1L, 4L);
        assertThat(damages(bench.vault, Depth.PRESENCE)).containsExactly(Damage.Kind.RECORD);
        assertThat(bench.restored(dir.resolve("r"), bench.clock.instant(), "acme/repository-1/issues/issues.jsonl"))
                .containsExactly("\"ours 2\"");
    }

    @Test
    void recordsOfAnotherVaultAreFoundWhenNothingHasMoved() {
        copy("log/");

        assertThat(run(bench, "ours").alarms()).hasSize(2);
        assertThat(run(bench, "ours").counts()).isEqualTo(Map.of("unchanged", 1L));
    }

    @Test
    void aCatalogOfAnotherVaultIsPassedOverAndReported() {
        copy("catalog/");

        BackupReport report = run(bench, "ours");

        assertThat(report.counts()).isEqualTo(Map.of("unchanged", 1L));
        assertThat(report.alarms())
                .isNotEmpty()
                .allSatisfy(alarm -> assertThat(alarm)
                        .contains(
                                "catalog/",
                                "cannot be used",
                                stranger.vault.id().text()));
        assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        assertThat(run(bench, "ours").alarms())
                .as("the catalog of the run lies above them")
                .isEmpty();
        assertThat(damages(bench.vault, Depth.DIGESTS)).containsExactly(Damage.Kind.CATALOG);
    }

    @Test
    void verificationOfListingsSeesACatalogThatCannotBeUsed() {
        copy("catalog/");

        assertThat(damages(bench.vault, Depth.PRESENCE)).containsExactly(Damage.Kind.CATALOG);
    }

    @Test
    void runsOfAnotherVaultAreFoundByVerification() {
        copy("runs/");

        assertThat(run(bench, "ours").severity()).isEqualTo(Severity.OK);
        assertThat(damages(bench.vault, Depth.DIGESTS)).containsExactly(Damage.Kind.RUN);
    }

    @Test
    void aRunRefusesToWriteWhereAnotherVaultLiesNow() {
        bench.store.tamper(VaultKeys.SIGNPOST, stranger.store.content(VaultKeys.SIGNPOST));
        var before = bench.store.keys();

        assertThatThrownBy(() -> run(bench, "ours 2"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining(bench.vault.id().text())
                .hasMessageContaining(stranger.vault.id().text());

        assertThat(bench.store.keys()).isEqualTo(before);
        assertThat(damages(bench.vault, Depth.PRESENCE)).containsExactly(Damage.Kind.VAULT);
    }

    @Test
    void underAnotherSignpostEverythingIsReportedAndCapturedAnew() {
        bench.store.tamper(VaultKeys.SIGNPOST, stranger.store.content(VaultKeys.SIGNPOST));
        Vault renamed = Vault.open(bench.sink, VaultOptions.defaults().withClock(bench.clock));

        BackupReport report = BackupEngine.builder()
                .source(bench.source)
                .vault(renamed)
                .build()
                .run();

        assertThat(report.counts()).isEqualTo(Map.of("stored", 1L));
        assertThat(report.alarms())
                .anySatisfy(alarm -> assertThat(alarm).contains("catalog/"))
                .anySatisfy(alarm -> assertThat(alarm)
                        .contains(SubjectKeys.of(Bench.id(1)).record(1).text()));
        assertThat(renamed.history(Bench.id(1)))
                .extracting(snapshot -> snapshot.number())
                .containsExactly(2L);
        assertThat(damages(renamed, Depth.DIGESTS)).contains(Damage.Kind.RECORD, Damage.Kind.CATALOG, Damage.Kind.RUN);
    }

    @Test
    void aMissingSignpostIsAnAlarmAndTheRunGoesOn() {
        bench.store.lose(VaultKeys.SIGNPOST);

        BackupReport report = run(bench, "ours 2");

        assertThat(report.counts()).isEqualTo(Map.of("stored", 1L));
        assertThat(report.alarms())
                .singleElement()
                .asString()
                .contains("vault.json", bench.vault.id().text());
    }

    @Test
    void aDamagedSignpostIsAnAlarmAndTheRunGoesOn() {
        bench.store.tamper(VaultKeys.SIGNPOST, new byte[] {'{'});

        assertThat(run(bench, "ours 2").alarms()).singleElement().asString().contains("vault.json");
    }

    @Test
    void filesThatAreNoneOfOursInALogAreReported() {
        BlobKey odd = SubjectKeys.of(Bench.id(1)).log().child("notes.txt");
        bench.store.putIfAbsent(odd, new byte[] {1}, BlobOptions.of(BlobClass.STATE));

        assertThat(run(bench, "ours").alarms()).singleElement().asString().contains("notes.txt");
        assertThat(damages(bench.vault, Depth.PRESENCE)).containsExactly(Damage.Kind.FOREIGN);
        assertThat(bench.restore(dir.resolve("r")).entries().get(0).notes())
                .singleElement()
                .asString()
                .contains("notes.txt");
    }
}
