package io.repobackup.age;

import static io.repobackup.age.AgeSinks.RECOVERY;
import static io.repobackup.age.AgeSinks.STATE_KEY;
import static io.repobackup.age.AgeSinks.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultEncryption;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.Damage.Kind;
import io.repobackup.core.verify.Depth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on a vault that is encrypted, each program with no more keys than its role has. */
class EncryptedVaultTest {

    private final Path dir;
    private final EncryptedBench bench;

    EncryptedVaultTest(@TempDir Path dir) {
        this.dir = dir;
        this.bench = new EncryptedBench(dir);
    }

    /** Two increments, made by a worker with the state key alone: it can read no data. */
    private void fill() {
        bench.create();
        bench.commit("one");
        bench.backUp();
        bench.commit("two");
        bench.backUp();
    }

    @Nested
    class WithTheRightKeys {

        @Test
        void incrementsThatTheStateKeyMadeAreRestoredWithTheRecoveryKey() {
            fill();
            bench.restore(bench.open(RECOVERY)).throwIfFailed();
            assertThat(bench.bundles()).as("an increment has its own bundle").hasSize(2);
            assertThat(bench.history(bench.restored()))
                    .isEqualTo(bench.history(bench.repository))
                    .contains("two");
        }

        @Test
        void nothingButSignpostsIsReadableInTheStore() throws IOException {
            fill();
            try (var files = Files.walk(bench.place)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(path -> !path.toString().contains(".uploads"))
                        .toList()) {
                    String key = bench.place.relativize(file).toString();
                    String beginning = new String(Arrays.copyOf(EncryptedBench.read(file), 21));
                    assertThat(beginning.equals("age-encryption.org/v1"))
                            .as(key)
                            .isNotEqualTo(Set.of("vault.json", "restore.md").contains(key));
                }
            }
        }

        @Test
        void theRecoveryKeyVerifiesAtEveryDepth() {
            fill();
            for (Depth depth : Depth.values()) {
                assertThat(bench.verify(depth, RECOVERY).damages().map(Damage::text))
                        .as("%s", depth)
                        .isEmpty();
            }
        }

        @Test
        void anAuditorWithTheStateKeyLooksAtPresenceAndDigestsOfEverything() {
            fill();
            assertThat(bench.verify(Depth.PRESENCE, STATE_KEY).severity()).isEqualTo(Severity.OK);
            var digests = bench.verify(Depth.DIGESTS, STATE_KEY);
            assertThat(digests.damages().map(Damage::text)).isEmpty();
            assertThat(digests.bytesRead())
                    .isGreaterThanOrEqualTo(bench.bundles().stream()
                            .mapToLong(bundle -> EncryptedBench.read(bundle).length)
                            .sum());
        }

        @Test
        void anAuditorIsToldOnceWhatNeedsAnotherKey() {
            fill();
            for (Depth depth : List.of(Depth.CONNECTED, Depth.DRILL)) {
                assertThat(bench.verify(depth, STATE_KEY).damages())
                        .singleElement()
                        .satisfies(damage -> {
                            assertThat(damage.kind()).isEqualTo(Kind.UNREADABLE);
                            assertThat(damage.text()).contains(RECOVERY.fingerprint());
                        });
            }
        }

        @Test
        void aVaultIsRestoredByItsOwnInstructionsWithAgeAndGit() throws IOException {
            AgeProgram.require();
            fill();
            Path work = Files.createDirectory(dir.resolve("by-the-book"));
            String script = script(Files.readString(bench.place.resolve("restore.md")))
                    .replace("vault=/mnt/vault", "vault=" + bench.place)
                    .replace("recovery=/mnt/recovery.key", "recovery=" + AgeProgram.keyFile(RECOVERY, dir))
                    .replace("name='acme/tool'", "name='tool'");
            AgeProgram.Ended ended =
                    AgeProgram.run(("cd " + work + "\n" + script).getBytes(StandardCharsets.UTF_8), "bash");
            assertThat(ended.status()).as("%s", ended.errors()).isZero();
            assertThat(bench.history(work.resolve("git.git"))).isEqualTo(bench.history(bench.repository));
            EncryptedBench.git(work.resolve("git.git"), "fsck", "--full", "--strict");
        }

        /** The blocks of restore.md in their order, those of section 5 where the page says so. */
        private static String script(String page) {
            String[] encrypted = blocks(page, "sh");
            String blocks = "set -e\n";
            for (String block : blocks(page, "bash")) {
                if (block.startsWith("(cd \"$vault\"")) {
                    blocks += encrypted[1];
                }
                blocks += block;
                if (block.startsWith("vault=")) {
                    blocks += encrypted[0];
                }
            }
            return blocks;
        }

        private static String[] blocks(String page, String language) {
            Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                    .matcher(page);
            return block.results().map(match -> match.group(1)).toArray(String[]::new);
        }
    }

    @Nested
    class WithWrongKeysAndDamage {

        @Test
        void aRestoreWithAWrongKeyIsDeniedAndNamesTheFile() {
            fill();
            assertThat(failure(bench.restore(bench.open(STATE_KEY))))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("data/")
                    .hasMessageContaining(RECOVERY.fingerprint());
            assertThat(failure(bench.restore(bench.open(STRANGER))))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("log/")
                    .hasMessageContaining(STATE_KEY.fingerprint());
        }

        @Test
        void aWorkerWithoutTheStateKeyIsRefusedBeforeItWritesAnything() throws IOException {
            fill();
            long before = count();
            assertThatThrownBy(() -> bench.backUp(bench.open(STRANGER)))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining(STATE_KEY.fingerprint());
            assertThat(count()).isEqualTo(before);
        }

        @Test
        void aFileThatWasCutIsFoundWithAndWithoutAKey() {
            fill();
            Path bundle = bench.bundles().get(0);
            byte[] whole = EncryptedBench.read(bundle);
            EncryptedBench.write(bundle, Arrays.copyOf(whole, whole.length - 20));
            assertThat(kinds(Depth.PRESENCE, STATE_KEY)).containsOnly(Kind.WRONG_SIZE);
            assertThat(failure(bench.restore(bench.open(RECOVERY)))).isInstanceOf(CorruptedException.class);
        }

        @Test
        void aChangedBitIsFoundWithoutAKeyAndNotRestored() {
            fill();
            Path bundle = bench.bundles().get(0);
            byte[] changed = EncryptedBench.read(bundle);
            changed[changed.length - 5] ^= 4;
            EncryptedBench.write(bundle, changed);
            assertThat(kinds(Depth.DIGESTS, STATE_KEY)).containsOnly(Kind.WRONG_BYTES);
            assertThat(failure(bench.restore(bench.open(RECOVERY)))).isInstanceOf(CorruptedException.class);
        }

        @Test
        void filesThatWereSwappedAreFound() {
            fill();
            List<Path> bundles = bench.bundles();
            swap(bundles.get(0), bundles.get(1));
            assertThat(kinds(Depth.DIGESTS, STATE_KEY)).isNotEmpty().isSubsetOf(Kind.WRONG_SIZE, Kind.WRONG_BYTES);
            assertThat(failure(bench.restore(bench.open(RECOVERY)))).isInstanceOf(CorruptedException.class);
        }

        @Test
        void filesOfAnotherVaultForTheSameKeysAreFound() throws IOException {
            fill();
            Path otherDir = Files.createDirectory(dir.resolve("other"));
            EncryptedBench other = new EncryptedBench(otherDir);
            other.create();
            other.commit("another");
            other.backUp();
            swap(bench.bundles().get(0), other.bundles().get(0));
            assertThat(kinds(Depth.DIGESTS, STATE_KEY)).isNotEmpty().isSubsetOf(Kind.WRONG_SIZE, Kind.WRONG_BYTES);
            assertThat(failure(bench.restore(bench.open(RECOVERY)))).isInstanceOf(CorruptedException.class);
            assertThat(failure(other.restore(other.open(RECOVERY)))).isInstanceOf(CorruptedException.class);
        }

        private Set<Kind> kinds(Depth depth, AgeIdentity identity) {
            return bench.verify(depth, identity).damages().map(Damage::kind).collect(Collectors.toSet());
        }

        private static Exception failure(RestoreReport report) {
            return report.entries().get(0).failure().orElseThrow();
        }

        private static void swap(Path one, Path other) {
            byte[] first = EncryptedBench.read(one);
            EncryptedBench.write(one, EncryptedBench.read(other));
            EncryptedBench.write(other, first);
        }
    }

    @Nested
    class Opening {

        @Test
        void aVaultSaysHowAndForWhomItIsEncrypted() {
            VaultEncryption encryption = bench.create().recipients().named();
            assertThat(encryption.mode()).isEqualTo("age");
            assertThat(encryption.recipients()).containsExactly(RECOVERY.fingerprint());
            assertThat(encryption.stateRecipients())
                    .containsExactlyInAnyOrder(RECOVERY.fingerprint(), STATE_KEY.fingerprint());
            assertThat(new String(EncryptedBench.read(bench.place.resolve("vault.json"))))
                    .contains("\"encryption\":{\"mode\":\"age\",\"recipients\":[\"" + RECOVERY.fingerprint() + "\"]");
        }

        @Test
        void aVaultWithoutProofOfItsKeysIsNotMade() throws IOException {
            assertThatThrownBy(() -> Vault.openOrCreate(bench.sink(STATE_KEY)))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining(RECOVERY.fingerprint());
            assertThat(bench.place.resolve("vault.json")).doesNotExist();
        }

        @Test
        void anEncryptedVaultIsNotOpenedWithoutEncryption() {
            bench.create();
            for (var open : List.<Function<BlobSink, Vault>>of(Vault::open, Vault::openOrCreate)) {
                assertThatThrownBy(() -> open.apply(FileSystemBlobSink.open(bench.place)))
                        .isInstanceOf(MisconfiguredException.class)
                        .hasMessageContaining("encrypted in the format 'age'")
                        .hasMessageContaining("this sink does not encrypt");
            }
        }

        @Test
        void aPlainVaultIsNotOpenedWithEncryption() {
            Vault.openOrCreate(FileSystemBlobSink.open(bench.place));
            assertThatThrownBy(() -> bench.open(RECOVERY))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("'none'")
                    .hasMessageContaining("'age'");
        }

        @Test
        void whoeverEncryptsForOthersMayReadAndNotWrite() {
            fill();
            AgeBlobSink others = AgeBlobSink.over(FileSystemBlobSink.open(bench.place))
                    .dataRecipient(STRANGER.recipient())
                    .stateRecipient(STATE_KEY.recipient())
                    .identity(STATE_KEY)
                    .build();
            assertThatThrownBy(() -> Vault.openOrCreate(others))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining(RECOVERY.fingerprint())
                    .hasMessageContaining(STRANGER.fingerprint());
            Vault reading = Vault.open(others);
            assertThat(reading.subjects()).hasSize(1);
            assertThatThrownBy(() -> bench.backUp(reading))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("rotateRecipients");
        }
    }

    @Nested
    class Rotation {

        private AgeBlobSink next(AgeIdentity... identities) {
            AgeBlobSinkBuilder builder = AgeBlobSink.over(FileSystemBlobSink.open(bench.place))
                    .dataRecipient(STRANGER.recipient())
                    .stateRecipient(STATE_KEY.recipient())
                    .provedBy(STRANGER);
            for (AgeIdentity identity : identities) {
                builder.identity(identity);
            }
            return builder.build();
        }

        @Test
        void newFilesAreForTheNewRecipientsAndOldOnesStay() {
            fill();
            Vault rotated = Vault.open(next(STATE_KEY)).rotateRecipients();
            assertThat(rotated.recipients().named().recipients()).containsExactly(STRANGER.fingerprint());
            assertThat(bench.place.resolve("vault/0000000001.json")).exists();
            bench.commit("three");
            assertThat(bench.backUp(rotated).severity()).isEqualTo(Severity.OK);
            assertThat(failure(Vault.open(next(STRANGER))))
                    .as("the new key alone reads no old pack")
                    .isInstanceOf(AccessDeniedException.class);
            bench.restore(Vault.open(next(STRANGER, RECOVERY))).throwIfFailed();
            assertThat(bench.history(bench.restored())).isEqualTo(bench.history(bench.repository));
        }

        @Test
        void aWorkerWithTheOldRecipientsIsRefusedFromThenOn() {
            fill();
            Vault atWork = bench.open(STATE_KEY);
            Vault.open(next(STATE_KEY)).rotateRecipients();
            bench.commit("three");
            assertThatThrownBy(() -> bench.backUp(atWork))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining(STRANGER.fingerprint());
        }

        @Test
        void rotatingTwiceOrToWhatIsThereAlreadyWritesOneFile() {
            fill();
            Vault.open(next(STATE_KEY)).rotateRecipients().rotateRecipients();
            Vault.open(next(STATE_KEY)).rotateRecipients();
            assertThat(bench.place.resolve("vault/0000000002.json")).doesNotExist();
            bench.open(STATE_KEY);
            Vault back = Vault.open(AgeBlobSink.over(FileSystemBlobSink.open(bench.place))
                            .dataRecipient(RECOVERY.recipient())
                            .stateRecipient(STATE_KEY.recipient())
                            .identity(STATE_KEY)
                            .provedBy(RECOVERY)
                            .build())
                    .rotateRecipients();
            assertThat(bench.place.resolve("vault/0000000002.json")).exists();
            assertThat(back.recipients().named().recipients()).containsExactly(RECOVERY.fingerprint());
        }

        @Test
        void recipientsWhoseKeysAreNotProvedAreNotTaken() {
            fill();
            AgeBlobSink unproved = AgeBlobSink.over(FileSystemBlobSink.open(bench.place))
                    .dataRecipient(STRANGER.recipient())
                    .identity(STATE_KEY)
                    .build();
            assertThatThrownBy(() -> Vault.open(unproved).rotateRecipients())
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining(STRANGER.fingerprint());
            assertThat(bench.place.resolve("vault")).doesNotExist();
        }

        private Exception failure(Vault vault) {
            return bench.restore(vault).entries().get(0).failure().orElseThrow();
        }
    }

    private long count() throws IOException {
        try (var files = Files.walk(bench.place)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
