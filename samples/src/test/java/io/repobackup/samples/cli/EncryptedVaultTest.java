package io.repobackup.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.samples.GitProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are made, proved and used as docs/ENCRYPTION.md tells. */
class EncryptedVaultTest {

    @TempDir
    Path directory;

    private Console console;
    private GitProgram tool;
    private String recovery;

    @BeforeEach
    void makeARepositoryAndKeys() throws IOException {
        console = new Console(directory, Map.of());
        tool = GitProgram.newRepository(directory.resolve("tool"));
        recovery = keygen("recovery.key");
        keygen("worker.key");
    }

    @Test
    void theWorkerBacksUpAndOnlyTheRecoveryKeyRestores() throws IOException {
        assertThat(backup("--age-proof", at("recovery.key"))).isEqualTo(ExitStatus.OK);
        assertThat(backup()).isEqualTo(ExitStatus.OK);
        assertThat(console.out()).contains("1 unchanged");
        assertThat(run("verify", "--vault", at("vault"), "--age-identity", at("worker.key")))
                .isEqualTo(ExitStatus.OK);

        assertThat(restore("worker.key", "nothing")).isEqualTo(ExitStatus.FAILED);
        assertThat(console.out()).contains("encrypted");

        assertThat(restore("recovery.key", "restored")).isEqualTo(ExitStatus.OK);
        assertThat(GitProgram.in(directory.resolve("restored/tool.git")).run("show-ref", "-d", "--head"))
                .isEqualTo(tool.run("show-ref", "-d", "--head"));
        assertThat(stored()).noneMatch(bytes -> bytes.contains("v2 git bundle"));
    }

    @Test
    void aRekeyedVaultIsForTheNewKeysAlone() {
        backup("--age-proof", at("recovery.key"));
        String other = keygen("new-recovery.key");
        keygen("new-worker.key");
        String[] keys = {
            "--to-age-recipient",
            other,
            "--to-age-identity",
            at("new-worker.key"),
            "--to-age-proof",
            at("new-recovery.key")
        };
        assertThat(rekey("vault", "fresh", keys)).isEqualTo(ExitStatus.OK);
        assertThat(console.out()).contains("Rekeying ok");
        assertThat(rekey("vault", "fresh", keys)).isEqualTo(ExitStatus.OK);
        assertThat(console.out()).contains("0 objects of 0 B carried");
        for (String old : List.of("recovery.key", "worker.key")) {
            assertThat(run("restore", "--vault", at("fresh"), "--age-identity", at(old), "--to", at("nothing")))
                    .isNotEqualTo(ExitStatus.OK);
        }
        assertThat(run(
                        "restore",
                        "--vault",
                        at("fresh"),
                        "--age-identity",
                        at("new-recovery.key"),
                        "--to",
                        at("restored")))
                .isEqualTo(ExitStatus.OK);
        assertThat(GitProgram.in(directory.resolve("restored/tool.git")).run("show-ref", "-d", "--head"))
                .isEqualTo(tool.run("show-ref", "-d", "--head"));
    }

    @Test
    void withoutNewKeysTheNewVaultIsPlain() {
        backup("--age-proof", at("recovery.key"));
        assertThat(rekey("vault", "plain", "--json")).isEqualTo(ExitStatus.OK);
        assertThat(console.out()).contains("\"command\":\"rekey\"", "\"status\":\"ok\"");
        assertThat(run("restore", "--vault", at("plain"), "--to", at("restored")))
                .isEqualTo(ExitStatus.OK);
        assertThat(rekey("vault", "late", "--wait", "2d")).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err()).contains("--thaw-for");
    }

    private int rekey(String from, String to, String... more) {
        List<String> args = new ArrayList<>(List.of("rekey", "--vault", at(from), "--to", at(to)));
        args.addAll(List.of("--age-identity", at("recovery.key"), "--age-identity", at("worker.key")));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    @Test
    void aVaultForAnUnprovedKeyIsNotMade() {
        assertThat(backup()).isEqualTo(ExitStatus.FAILED);
        assertThat(console.err()).contains("challenge");
        assertThat(directory.resolve("vault/vault.json")).doesNotExist();
    }

    @Test
    void theProofOfAnotherKeyIsNone() {
        keygen("other.key");
        assertThat(backup("--age-proof", at("other.key"))).isEqualTo(ExitStatus.FAILED);
        assertThat(directory.resolve("vault/vault.json")).doesNotExist();
    }

    @Test
    void aWrongAnswerToAChallengeIsNoProof() {
        assertThat(run("challenge", "--age-recipient", recovery, "--to", at("challenge.age")))
                .isEqualTo(ExitStatus.OK);
        assertThat(console.out()).contains("age -d -i KEYFILE challenge.age");
        assertThat(backup("--age-answer", at("challenge.age") + "=wrong")).isEqualTo(ExitStatus.FAILED);
        assertThat(directory.resolve("vault/vault.json")).doesNotExist();
    }

    @Test
    void anEncryptedVaultIsNotWrittenToWithoutEncryption() {
        backup("--age-proof", at("recovery.key"));
        assertThat(run("backup", at("tool"), "--vault", at("vault"))).isEqualTo(ExitStatus.FAILED);
        assertThat(console.err()).contains("age");
    }

    @Test
    void aKeyFileIsForItsOwnerAndNeverReplaced() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("worker.key"))))
                .isEqualTo("rw-------");
        assertThat(run("keygen", "--to", at("worker.key"))).isEqualTo(ExitStatus.FAILED);
        assertThat(console.err()).contains("never replaced");
    }

    @Test
    void aSecretKeyThatIsGivenAsARecipientIsNotRepeated() throws IOException {
        String secret = Files.readAllLines(directory.resolve("recovery.key")).stream()
                .filter(line -> line.startsWith("AGE-SECRET-KEY-"))
                .findFirst()
                .orElseThrow();
        assertThat(run("backup", at("tool"), "--vault", at("vault"), "--age-recipient", secret))
                .isNotEqualTo(ExitStatus.OK);
        assertThat(console.out() + console.err()).doesNotContain(secret).contains("secret");
    }

    @Test
    void theWriterOfABucketMayNotDelete() {
        assertThat(run("policy", "--role", "writer", "--vault", "s3://backups/git", "--lock-for", "90d"))
                .isEqualTo(ExitStatus.OK);
        assertThat(console.out())
                .contains("s3:PutObject", "arn:aws:s3:::backups/git/*")
                .doesNotContain("s3:Delete");
    }

    @Test
    void policiesAreForBuckets() {
        assertThat(run("policy", "--role", "writer", "--vault", at("vault"))).isEqualTo(ExitStatus.USAGE);
        assertThat(console.err()).contains("s3://bucket/prefix");
        assertThat(run("policy", "--role", "auditor", "--vault", "s3://backups", "--lock-for", "90d"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err()).contains("role that writes");
    }

    @Test
    void aDirectoryHasNoLocks() {
        run("backup", at("tool"), "--vault", at("vault"));
        assertThat(run("lock", "--vault", at("vault"), "--keep-for", "90d")).isEqualTo(ExitStatus.FAILED);
        assertThat(console.err()).contains("locks nothing");
    }

    private String keygen(String file) {
        assertThat(run("keygen", "--to", at(file))).isEqualTo(ExitStatus.OK);
        return console.out().strip();
    }

    private int backup(String... more) {
        List<String> args = new ArrayList<>(List.of("backup", at("tool"), "--vault", at("vault")));
        args.addAll(List.of("--age-recipient", recovery, "--age-identity", at("worker.key")));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    private int restore(String key, String to) {
        return run("restore", "--vault", at("vault"), "--age-identity", at(key), "--to", at(to));
    }

    private List<String> stored() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("vault"))) {
            return files.filter(Files::isRegularFile)
                    .map(EncryptedVaultTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String at(String name) {
        return console.at(name);
    }

    private int run(String... args) {
        return console.run(args);
    }
}
