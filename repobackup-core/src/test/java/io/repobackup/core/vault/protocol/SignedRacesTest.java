package io.repobackup.core.vault.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.outcome.Severity;
import io.repobackup.core.backup.BackupReport;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.protocol.Gate.Call;
import io.repobackup.core.vault.protocol.Gate.Fate;
import io.repobackup.core.vault.signing.Role;
import io.repobackup.core.vault.signing.TestSigners;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.VerifyEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runs that sign, on a real repository, and are overtaken just before they append. */
class SignedRacesTest {

    @TempDir
    Path dir;

    private final TestSigners signers = new TestSigners();
    private GitBench bench;

    @BeforeEach
    void backUpOnce() {
        bench = new GitBench(dir, signing("one"));
    }

    @Test
    void aRaceLostToAnotherSignerIsMerged() {
        bench.repository.grow("main", "two");
        Vault other = Vault.open(bench.store, signing("other").withClock(bench.clock));

        BackupReport report = overtakenBy(() -> {
            bench.repository.grow("main", "three");
            assertThat(GitBench.outcome(bench.backUp(other))).isInstanceOf(Outcome.Stored.class);
        });

        assertThat(GitBench.outcome(report)).isInstanceOf(Outcome.Stored.class);
        assertThat(report.severity()).isEqualTo(Severity.OK);
        assertThat(bench.history()).containsExactly(1L, 2L, 3L);
        bench.assertEverythingComesBack();
    }

    @Test
    void aRecordThatIsPlantedIsWrittenPastAndNeverUsed() {
        bench.repository.grow("main", "two");

        BackupReport report = overtakenBy(() -> new Intruder(bench.store).plant());

        assertThat(GitBench.outcome(report)).isInstanceOf(Outcome.Stored.class);
        assertThat(bench.history()).containsExactly(1L, 3L);
        assertThat(VerifyEngine.builder().vault(bench.vault).build().run().damages())
                .singleElement()
                .satisfies(damage -> {
                    assertThat(damage.kind()).isEqualTo(Damage.Kind.UNTRUSTED);
                    assertThat(damage.harms())
                            .singleElement()
                            .extracting(Damage.Harmed::number)
                            .isEqualTo(2L);
                });
        bench.repository.grow("main", "three");
        assertThat(GitBench.outcome(bench.backUp(bench.vault))).isInstanceOf(Outcome.Stored.class);
        assertThat(bench.history()).containsExactly(1L, 3L, 4L);
        bench.restored(4);
    }

    @Test
    void aRecordThatWasPlantedMeanwhileIsAnAlarm() {
        new Intruder(bench.store).plant();
        bench.repository.grow("main", "two");

        BackupReport report = bench.backUp(bench.vault);

        assertThat(GitBench.outcome(report)).isInstanceOf(Outcome.Stored.class);
        assertThat(report.alarms())
                .singleElement()
                .asString()
                .contains("0000000002")
                .contains("not signed");
        assertThat(bench.history()).containsExactly(1L, 3L);
    }

    private BackupReport overtakenBy(Runnable other) {
        boolean[] done = new boolean[1];
        return bench.backUp(bench.through((call, key) -> {
            if (!done[0] && call == Call.PUT && key.startsWith("log/")) {
                done[0] = true;
                other.run();
            }
            return Fate.ANSWERED;
        }));
    }

    private VaultOptions signing(String name) {
        return VaultOptions.defaults()
                .withSigner(signers.signer(name, Role.WRITER))
                .withSignatures(signers.require());
    }
}
