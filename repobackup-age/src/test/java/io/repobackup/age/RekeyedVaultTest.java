package io.repobackup.age;

import static io.repobackup.age.AgeSinks.RECOVERY;
import static io.repobackup.age.AgeSinks.STATE_KEY;
import static io.repobackup.age.AgeSinks.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.rekey.RekeyEngine;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultEncryption;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.core.verify.VerifyReport;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vault is carried into a new one, for other keys. */
class RekeyedVaultTest {

    private static final AgeIdentity NEW_RECOVERY = AgeIdentity.generate();
    private static final AgeIdentity NEW_STATE_KEY = AgeIdentity.generate();

    private final Path dir;
    private final EncryptedBench bench;
    private final InMemoryBlobSink target = InMemoryBlobSink.on(Clock.systemUTC());

    RekeyedVaultTest(@TempDir Path dir) {
        this.dir = dir;
        this.bench = new EncryptedBench(dir);
    }

    private void fill() {
        bench.create();
        bench.commit("one");
        bench.backUp();
        bench.commit("two");
        bench.backUp();
    }

    private static AgeBlobSink forNewKeys(BlobSink store, AgeIdentity... identities) {
        AgeBlobSinkBuilder builder = AgeBlobSink.over(store)
                .dataRecipient(NEW_RECOVERY.recipient())
                .stateRecipient(NEW_STATE_KEY.recipient())
                .provedBy(NEW_RECOVERY);
        for (AgeIdentity identity : identities) {
            builder.identity(identity);
        }
        return builder.build();
    }

    private void rekey(Vault old) {
        RekeyEngine.builder()
                .from(old)
                .to(Vault.openOrCreate(forNewKeys(target, NEW_STATE_KEY)))
                .build()
                .run()
                .throwIfFailed();
    }

    private VerifyReport drill(Vault vault) {
        return VerifyEngine.builder()
                .vault(vault)
                .depth(Depth.DRILL)
                .scratch(dir)
                .build()
                .run();
    }

    @Test
    void onlyTheNewKeysReadTheNewVaultAndTheyRestoreEverything() {
        fill();
        rekey(bench.open(RECOVERY, STATE_KEY));
        Vault fresh = Vault.open(forNewKeys(target, NEW_RECOVERY));
        VerifyReport drill = drill(fresh);
        assertThat(drill.damages().map(Damage::text)).isEmpty();
        assertThat(drill.severity()).isEqualTo(Severity.OK);
        bench.restore(fresh).throwIfFailed();
        assertThat(bench.history(bench.restored()))
                .isEqualTo(bench.history(bench.repository))
                .contains("two");
        for (AgeIdentity old : new AgeIdentity[] {RECOVERY, STATE_KEY}) {
            AgeBlobSink withOldKey = forNewKeys(target, old);
            assertThat(target.keys())
                    .filteredOn(key -> key.text().contains("/"))
                    .isNotEmpty()
                    .allSatisfy(key -> assertThatThrownBy(() -> AgeSinks.read(withOldKey, key))
                            .isInstanceOf(AccessDeniedException.class));
        }
    }

    @Test
    void aBackupIntoTheNewVaultGoesOnWithTheNewStateKeyAlone() {
        fill();
        rekey(bench.open(RECOVERY, STATE_KEY));
        long before = bundles();
        Vault worker = Vault.open(forNewKeys(target, NEW_STATE_KEY));
        assertThat(bench.backUp(worker).counts()).containsEntry("unchanged", 1L);
        assertThat(bundles()).isEqualTo(before);
        bench.commit("three");
        assertThat(bench.backUp(worker).severity()).isEqualTo(Severity.OK);
        assertThat(bundles()).isEqualTo(before + 1);
        bench.restore(Vault.open(forNewKeys(target, NEW_RECOVERY))).throwIfFailed();
        assertThat(bench.history(bench.restored())).contains("one", "two", "three");
    }

    @Test
    void aVaultThatIsNotEncryptedIsCarriedIntoOneThatIs() {
        InMemoryBlobSink plain = InMemoryBlobSink.on(Clock.systemUTC());
        Vault old = Vault.openOrCreate(plain);
        bench.commit("one");
        bench.backUp(old).throwIfFailed();
        rekey(old);
        assertThat(target.keys())
                .filteredOn(key -> key.text().contains("/"))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(new String(target.content(key), 0, 21, StandardCharsets.ISO_8859_1))
                        .isEqualTo("age-encryption.org/v1"));
        assertThat(drill(Vault.open(forNewKeys(target, NEW_RECOVERY))).severity())
                .isEqualTo(Severity.OK);
    }

    @Test
    void anEncryptedVaultIsCarriedIntoOneThatIsNot() {
        fill();
        Vault plain = Vault.openOrCreate(target);
        RekeyEngine.builder()
                .from(bench.open(RECOVERY, STATE_KEY))
                .to(plain)
                .build()
                .run()
                .throwIfFailed();
        assertThat(plain.recipients().named()).isEqualTo(VaultEncryption.none());
        assertThat(target.keys())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(new String(target.content(key), StandardCharsets.ISO_8859_1))
                        .doesNotStartWith("age-encryption.org"));
        assertThat(drill(plain).severity()).isEqualTo(Severity.OK);
        assertThat(bench.backUp(plain).counts()).containsEntry("unchanged", 1L);
        bench.restore(plain).throwIfFailed();
        assertThat(bench.history(bench.restored())).isEqualTo(bench.history(bench.repository));
    }

    @Test
    void withoutAKeyThatReadsDataNothingIsCarried() {
        fill();
        for (AgeIdentity missing : new AgeIdentity[] {STATE_KEY, STRANGER}) {
            assertThatThrownBy(() -> rekey(bench.open(missing)))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("DATA");
        }
        assertThatThrownBy(() -> RekeyEngine.builder()
                        .from(bench.open(RECOVERY))
                        .to(Vault.open(forNewKeys(target)))
                        .build())
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("STATE");
        assertThat(target.keys()).noneMatch(key -> key.text().startsWith("log/"));
    }

    private long bundles() {
        return target.keys().stream()
                .filter(key -> key.text().endsWith(".bundle"))
                .count();
    }
}
