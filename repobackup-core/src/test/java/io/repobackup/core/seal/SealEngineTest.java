package io.repobackup.core.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.core.seal.SealReport.Result;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultFixture;
import io.repobackup.core.vault.key.Ulid;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.vault.signing.Role;
import io.repobackup.core.vault.signing.SignaturePolicy;
import io.repobackup.core.vault.signing.Signer;
import io.repobackup.core.vault.signing.TestSigners;
import io.repobackup.core.vault.writing.SubjectWriter;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.FaultySink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SealEngineTest {

    private final VaultFixture fixture = new VaultFixture();
    private final TestSigners signers = new TestSigners();
    private final Signer writer = signers.signer("worker", Role.WRITER);
    private final Signer maintainer = signers.signer("maintainer", Role.MAINTAINER);

    @Test
    void whatWasWrittenUnsignedIsTakenOver() {
        fixture.snapshot();
        fixture.snapshot();
        assertThat(required().history(VaultFixture.ID)).isEmpty();

        assertThat(seal(signers.warn()).entries())
                .extracting(SealReport.Entry::result)
                .containsExactly(Result.SEALED);

        assertThat(required().history(VaultFixture.ID))
                .extracting(SnapshotInfo::number)
                .containsExactly(1L, 2L);
        assertThat(required().log(VaultFixture.ID).findings()).isEmpty();
        assertThat(VerifyEngine.builder().vault(required()).build().run().damages())
                .isEmpty();
        SubjectWriter.open(open(signers.require(), writer), VaultFixture.ID, VaultFixture.RUN, 0)
                .append(fixture.draft(RecordKind.SNAPSHOT, "acme/tool"));
        assertThat(required().history(VaultFixture.ID))
                .extracting(SnapshotInfo::number)
                .containsExactly(1L, 2L, 4L);
    }

    @Test
    void whatIsVouchedForIsLeftAlone() {
        fixture.snapshot();
        seal(signers.warn());

        assertThat(seal(signers.warn()).entries())
                .extracting(SealReport.Entry::result)
                .containsExactly(Result.NOT_NEEDED);
        assertThat(required().log(VaultFixture.ID).head().number()).isEqualTo(2);
    }

    @Test
    void aVanishedSubjectStaysVanished() {
        fixture.snapshot();
        fixture.append(RecordKind.GONE, "acme/tool");
        fixture.snapshot();
        fixture.append(RecordKind.PROGRESS, "acme/tool");

        seal(signers.warn());

        assertThat(required().log(VaultFixture.ID).findings()).isEmpty();
        assertThat(required().history(VaultFixture.ID))
                .extracting(SnapshotInfo::number)
                .containsExactly(1L, 3L);
    }

    @Test
    void whatAKeySignedThatIsToBeRevokedIsSealedFirst() {
        append(writer);
        append(writer);
        SignaturePolicy without = signers.warn().without(TestSigners.key(writer));
        Vault reader = Vault.open(fixture.sink, fixture.vault.options().withSignatures(without.required()));
        assertThat(reader.history(VaultFixture.ID)).isEmpty();

        assertThat(seal(without).sealed()).isEqualTo(1);

        assertThat(reader.history(VaultFixture.ID)).hasSize(2);
        append(writer);
        assertThat(reader.history(VaultFixture.ID))
                .as("what it signs from now on")
                .hasSize(2);
    }

    @Test
    void anUnsignedEndOfASignedLogIsNotVouchedFor() {
        append(writer);
        SubjectWriter late = SubjectWriter.open(
                open(SignaturePolicy.off(), new TestSigners().everybody()), VaultFixture.ID, VaultFixture.RUN, 0);
        late.append(fixture.draft(RecordKind.SNAPSHOT, "evil/tool"));

        SealReport report = seal(signers.warn());

        assertThat(report.refused())
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).contains("record 2"));
        assertThat(required().log(VaultFixture.ID).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.UNTRUSTED_RECORD);
    }

    @Test
    void itIsARunThatBeginsBeforeAnyRecordAndEndsWithAReport() {
        fixture.snapshot();
        seal(signers.warn());
        Vault vault = required();
        List<Ulid> runs;
        try (Stream<Ulid> all = vault.runs().all()) {
            runs = all.toList();
        }
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(vault.log(VaultFixture.ID).read(2).orElseThrow().header().run())
                    .isEqualTo(run.text());
            assertThat(vault.runs().start(run).orElseThrow().source()).isEqualTo("seal");
            assertThat(vault.runs().report(run).orElseThrow().severity()).isEqualTo(Severity.OK);
        });
    }

    @Test
    void whereTheStoreDoesNotGiveBackWhatWasWrittenNothingIsSealed() {
        fixture.snapshot();
        FaultySink deaf = FaultySink.over(fixture.sink);
        deaf.inject(
                SinkOperation.PUT,
                Trigger.under(VaultKeys.RUNS),
                Fault.error(() -> new UnavailableException("no room for another file")));
        Vault vault = Vault.open(
                deaf, fixture.vault.options().withSignatures(signers.warn()).withSigner(maintainer));
        assertThatThrownBy(() -> SealEngine.builder().vault(vault).build().run())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("no room");
        assertThat(fixture.vault.log(VaultFixture.ID).head().number()).isEqualTo(1);
    }

    @Test
    void onlyAMaintainerSeals() {
        assertThatThrownBy(() -> SealEngine.builder().vault(fixture.vault).build())
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("maintainer");
        assertThatThrownBy(() ->
                        SealEngine.builder().vault(open(signers.warn(), writer)).build())
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("maintainer");
        assertThatThrownBy(() -> SealEngine.builder()
                        .vault(open(signers.require(), maintainer))
                        .build())
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("warn");
        assertThatThrownBy(() -> SealEngine.builder().build()).isInstanceOf(MisconfiguredException.class);
    }

    private SealReport seal(SignaturePolicy policy) {
        return SealEngine.builder().vault(open(policy, maintainer)).build().run();
    }

    private void append(Signer signer) {
        SubjectWriter.open(open(signers.warn(), signer), VaultFixture.ID, VaultFixture.RUN, 0)
                .append(fixture.draft(RecordKind.SNAPSHOT, "acme/tool"));
    }

    private Vault required() {
        return Vault.open(fixture.sink, fixture.vault.options().withSignatures(signers.require()));
    }

    private Vault open(SignaturePolicy policy, Signer signer) {
        return Vault.open(
                fixture.sink, fixture.vault.options().withSignatures(policy).withSigner(signer));
    }
}
