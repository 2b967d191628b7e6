package io.repobackup.core.backup;

import static io.repobackup.core.backup.Bench.id;
import static io.repobackup.core.backup.Bench.issues;
import static io.repobackup.core.backup.Bench.putting;
import static io.repobackup.core.backup.Bench.repository;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.core.adopt.AdoptEngine;
import io.repobackup.core.seal.SealEngine;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.signing.Role;
import io.repobackup.core.vault.signing.SignaturePolicy;
import io.repobackup.core.vault.signing.Signer;
import io.repobackup.core.vault.signing.TestSigners;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vault that begins to sign when it has a history. */
class SignedBackupTest {

    private final Bench bench = new Bench();
    private final TestSigners signers = new TestSigners();
    private final Signer worker = signers.signer("worker", Role.WRITER);

    @BeforeEach
    void backUpUnsigned() {
        assertThat(backUp(bench.vault, "m1").counts()).isEqualTo(Map.of("stored", 2L));
    }

    @Test
    void aVaultThatWasNotSealedIsNotCapturedAgainAsAWhole() {
        Vault signing = open(signers.require(), worker);

        assertThatThrownBy(() -> backUp(signing, "m1"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("SealEngine")
                .hasMessageContaining("not signed");
        assertThat(bench.vault.log(id(1)).head().number()).isEqualTo(1);
    }

    @Test
    void onceSealedItGoesOnWhereItWas() {
        Vault sealing = open(signers.warn(), signers.signer("owner", Role.MAINTAINER));
        assertThat(SealEngine.builder().vault(sealing).build().run().sealed()).isEqualTo(2);
        Vault signing = open(signers.require(), worker);

        BackupReport unchanged = backUp(signing, "m1");
        BackupReport changed = backUp(signing, "m2");

        assertThat(unchanged.counts()).isEqualTo(Map.of("unchanged", 2L));
        assertThat(unchanged.severity()).isEqualTo(Severity.OK);
        assertThat(changed.severity()).isEqualTo(Severity.OK);
        assertThat(signing.history(id(1))).hasSize(2);
        assertThat(VerifyEngine.builder()
                        .vault(signing)
                        .depth(Depth.DIGESTS)
                        .build()
                        .run()
                        .damages())
                .isEmpty();
    }

    @Test
    void theWrongRootIsNoticedBeforeAnythingIsCaptured() {
        Vault sealing = open(signers.warn(), signers.signer("owner", Role.MAINTAINER));
        SealEngine.builder().vault(sealing).build().run();
        TestSigners others = new TestSigners();
        Vault wrong = open(others.require(), others.signer("worker", Role.WRITER));

        assertThatThrownBy(() -> backUp(wrong, "m1"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("root's public key");
    }

    @Test
    void whoGivesTheLogsUpBeginsAnew() {
        Vault signing = open(signers.require(), worker);
        AdoptEngine.builder().vault(signing).build().run();

        BackupReport report = backUp(signing, "m1");

        assertThat(report.counts()).isEqualTo(Map.of("stored", 2L));
        assertThat(report.alarms()).hasSize(2).allMatch(alarm -> alarm.contains("not signed"));
        assertThat(signing.history(id(1))).hasSize(1);
    }

    private BackupReport backUp(Vault vault, String mark) {
        bench.source.offer(
                repository(1, issues(putting(1, Map.of("1", "{}"))).withMark(new ChangeMark(mark))),
                repository(2, issues(putting(1, Map.of("1", "{}"))).withMark(new ChangeMark(mark))));
        return bench.engine(settings -> settings.vault(vault)).run();
    }

    private Vault open(SignaturePolicy policy, Signer signer) {
        return Vault.open(
                bench.sink, bench.vault.options().withSignatures(policy).withSigner(signer));
    }
}
