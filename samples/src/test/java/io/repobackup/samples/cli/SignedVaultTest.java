package io.repobackup.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.samples.GitProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are made, certified and asked for as docs/SIGNING.md tells, and copies are made of what they signed. */
class SignedVaultTest {

    @TempDir
    Path directory;

    private Console console;
    private GitProgram tool;
    private String root;

    @BeforeEach
    void makeARepositoryAndKeys() throws IOException {
        console = new Console(directory, Map.of());
        tool = GitProgram.newRepository(directory.resolve("tool"));
        root = keygen("root", "root.key");
        certify("root.key", "worker", "writer");
    }

    @Test
    void whatTheWorkerSignedComesBack() {
        assertThat(signed("backup", console.at("tool"))).isEqualTo(ExitStatus.OK);
        assertThat(restored("vault", "restored")).isEqualTo(ExitStatus.OK);
        assertComesBack("restored");
    }

    @Test
    void whatNobodySignedDoesNotUntilItIsSealed() throws IOException {
        assertThat(console.run("backup", console.at("tool"), "--vault", console.at("vault")))
                .isEqualTo(ExitStatus.OK);
        assertThat(restored("vault", "nothing")).isNotEqualTo(ExitStatus.OK);
        certify("root.key", "maintainer", "maintainer");
        assertThat(console.run(vault("vault", "maintainer", "seal", "--warn-only")))
                .isEqualTo(ExitStatus.OK);
        assertThat(console.out()).contains("Sealed 1 log");
        assertThat(restored("vault", "restored")).isEqualTo(ExitStatus.OK);
        assertComesBack("restored");
    }

    @Test
    void theCertificateOfAStrangerIsRefused() {
        keygen("root", "other.key");
        certify("other.key", "stranger", "writer");
        assertThat(console.run(vault("vault", "stranger", "backup", console.at("tool"))))
                .isNotEqualTo(ExitStatus.OK);
        assertThat(console.err()).contains("root");
        assertThat(directory.resolve("vault/log")).doesNotExist();
    }

    @Test
    void aKeyWithoutItsCertificateIsWrongUsage() {
        assertThat(console.run(
                        "backup",
                        console.at("tool"),
                        "--vault",
                        console.at("vault"),
                        "--signing-key",
                        console.at("worker.key")))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(console.err()).contains("--certificate");
    }

    @Test
    void theRootOfARunIsExpectedAndAnotherIsNotFound() {
        signed("backup", console.at("tool"));
        String printed = console.out()
                .lines()
                .filter(line -> line.startsWith("root "))
                .findFirst()
                .orElseThrow()
                .substring("root ".length(), "root ".length() + 64);
        assertThat(console.run("verify", "--vault", console.at("vault"), "--expect-root", printed))
                .isEqualTo(ExitStatus.OK);
        assertThat(console.run("verify", "--vault", console.at("vault"), "--expect-root", "0".repeat(64)))
                .isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void aCopyIsTheSameVaultAgainAndNamesWhatIsDamaged() throws IOException {
        signed("backup", console.at("tool"));
        assertThat(copy()).isEqualTo(ExitStatus.OK);
        assertThat(restored("copy", "restored")).isEqualTo(ExitStatus.OK);
        assertComesBack("restored");
        assertThat(copy()).isEqualTo(ExitStatus.OK);
        assertThat(console.out()).contains("0 objects of 0 B copied");

        Path bundle;
        try (var files = Files.walk(directory.resolve("copy"))) {
            bundle = files.filter(file -> file.toString().endsWith(".bundle"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(bundle, new byte[] {1});
        assertThat(copy()).isEqualTo(ExitStatus.FAILED);
        assertThat(console.out()).contains("DIVERGED", "harms snapshot");
    }

    private int copy() {
        return console.run("copy", "--vault", console.at("vault"), "--to", console.at("copy"));
    }

    private int signed(String... command) {
        return console.run(vault("vault", "worker", command));
    }

    private int restored(String vault, String to) {
        return console.run("restore", "--vault", console.at(vault), "--to", console.at(to), "--trust-root", root);
    }

    private String[] vault(String vault, String who, String... command) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of("--vault", console.at(vault), "--trust-root", root));
        args.addAll(List.of("--signing-key", console.at(who + ".key"), "--certificate", console.at(who + ".cert")));
        return args.toArray(String[]::new);
    }

    private void certify(String rootKey, String who, String role) {
        String key = keygen("signing", who + ".key");
        assertThat(console.run(
                        "certify",
                        "--root-key",
                        console.at(rootKey),
                        "--key",
                        key,
                        "--role",
                        role,
                        "--name",
                        who,
                        "--to",
                        console.at(who + ".cert")))
                .isEqualTo(ExitStatus.OK);
    }

    private String keygen(String kind, String file) {
        assertThat(console.run("keygen", "--kind", kind, "--to", console.at(file)))
                .isEqualTo(ExitStatus.OK);
        return console.out().strip();
    }

    private void assertComesBack(String restored) {
        assertThat(GitProgram.in(directory.resolve(restored).resolve("tool.git"))
                        .run("show-ref", "-d", "--head"))
                .isEqualTo(tool.run("show-ref", "-d", "--head"));
    }
}
