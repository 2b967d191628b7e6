package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Owner;
import io.repobackup.api.subject.OwnerId;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.Subject;
import io.repobackup.core.filesystem.FileSystemBlobSink;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.restore.DirectoryTarget;
import io.repobackup.core.restore.RestoreEngine;
import io.repobackup.core.restore.RestoreReport;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.core.verify.VerifyReport;
import io.repobackup.testkit.source.InMemorySource;
import io.repobackup.testkit.time.FakeClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of repositories, owners, hosts, ids, kinds and items that want out of where they belong. */
class HostileNamesTest {

    private static final List<String> NAMES = List.of(
            "../../etc",
            "..",
            "/",
            "",
            "   ",
            "/etc/passwd",
            "a//b",
            "CON",
            "acme/con.txt",
            "acme/tool",
            "acme/Tool",
            "acme/tool ",
            "acme/tool.",
            "acme/tool.git",
            "acme/tool.wiki",
            "acme/tool/git",
            "acme/tool/issues",
            "acme/tool.git/objects",
            "acme/tool%2e",
            "acme/tool~1",
            "acme/\u00e9",
            "acme/e\u0301",
            "\u202egnp.exe",
            "\u001b]0;owned\u0007\u001b[31m",
            "line\nfeed",
            "nul\u0000byte",
            "$(touch pwned)",
            "--upload-pack=touch",
            "C:\\Windows",
            ".repobackup-restore",
            ".repobackup-1.partial",
            "x".repeat(300) + "1",
            "x".repeat(300) + "2",
            "d/".repeat(1_500) + "deep",
            "\u4e2d".repeat(200));

    @TempDir
    Path dir;

    private final FakeClock clock = FakeClock.create();
    private final InMemorySource source = InMemorySource.named("host.example/../..%2f\u202e");
    private final List<SubjectOffer> offers = new ArrayList<>();
    private TestRepository repository;
    private Path vaultDirectory;

    @BeforeEach
    void create() throws IOException {
        repository = TestRepository.create(dir.resolve("origin.git"), ObjectFormat.SHA1);
        repository.grow("main", "one");
        vaultDirectory = dir.resolve("around-vault/vault");
        Files.createDirectories(vaultDirectory.getParent());
        Files.createDirectories(dir.resolve("around/target"));
        Files.writeString(dir.resolve("around/sentinel"), "untouched");
        Files.writeString(dir.resolve("around-vault/sentinel"), "untouched");
    }

    private SubjectOffer offer(String host, String id, String name) {
        Subject subject = RemoteRepository.builder(new RepositoryId(host, id))
                .name(name)
                .url(URI.create("https://host.example/a"))
                .attribute("../../x\u001b[31m", "\u001b[2J\u0000")
                .build();
        GitEndpoint endpoint = GitEndpoint.of(repository.path().toUri());
        return new SubjectOffer(
                subject,
                List.of(
                        PartOffer.git(Part.GIT, endpoint),
                        PartOffer.git(Part.WIKI, endpoint),
                        Bench.issues(Bench.putting(1, Map.of("../../" + id.length(), "1")))));
    }

    private SubjectOffer owner(String id, String name) {
        Owner owner = Owner.builder(new OwnerId("host.example", id))
                .name(name)
                .url(URI.create("https://host.example/a"))
                .build();
        return new SubjectOffer(owner, List.of(Bench.issues(Bench.putting(1, Map.of("1", "1")))));
    }

    private void backUpAndRestoreAll() throws IOException {
        source.offer(offers);
        List<String> printed = new ArrayList<>();
        try (FileSystemBlobSink sink = FileSystemBlobSink.open(vaultDirectory)) {
            Vault vault = Vault.openOrCreate(sink, VaultOptions.defaults().withClock(clock));
            BackupReport report = BackupEngine.builder()
                    .source(source)
                    .vault(vault)
                    .scratch(dir)
                    .listener(event -> add(printed, event))
                    .build()
                    .run();
            assertThat(report.entries())
                    .extracting(BackupReport.Entry::outcome)
                    .hasOnlyElementsOfType(Outcome.Stored.class);
            report.entries().forEach(entry -> {
                add(printed, entry.subject());
                add(printed, OutcomeNotes.of(entry.outcome()));
            });
            RestoreReport restored = RestoreEngine.builder()
                    .vault(vault)
                    .target(DirectoryTarget.into(dir.resolve("around/target")))
                    .scratch(dir)
                    .build()
                    .run();
            restored.throwIfFailed();
            restored.entries().forEach(entry -> add(printed, entry));
            VerifyReport verified = VerifyEngine.builder()
                    .vault(vault)
                    .depth(Depth.DRILL)
                    .scratch(dir)
                    .build()
                    .run();
            assertThat(verified.damages()).as(verified.toString()).isEmpty();
            assertKeysAreInTheGrammar(sink);
        }
        assertThat(printed).isNotEmpty().allSatisfy(HostileNamesTest::assertPlain);
    }

    private static synchronized void add(List<String> printed, Object thing) {
        printed.add(String.valueOf(thing));
    }

    private static void assertPlain(String text) {
        assertThat(text.codePoints())
                .as(text)
                .noneMatch(c -> Character.isISOControl(c) || (c >= 0x202a && c <= 0x202e) || c == 0x2028);
    }

    private static void assertKeysAreInTheGrammar(FileSystemBlobSink sink) {
        try (var blobs = sink.list(io.repobackup.api.sink.BlobListing.all())) {
            assertThat(blobs.map(blob -> blob.key().text()))
                    .allMatch(key -> key.length() <= 512
                            && Stream.of(key.split("/", -1))
                                    .allMatch(component -> component.matches("(?!\\.)[a-z0-9._%~-]{1,120}(?<!\\.)")));
        }
    }

    private void assertNothingIsOutside() throws IOException {
        assertThat(names(dir.resolve("around"))).containsExactlyInAnyOrder("sentinel", "target");
        assertThat(names(dir.resolve("around-vault"))).containsExactlyInAnyOrder("sentinel", "vault");
        assertThat(dir.resolve("around/sentinel")).hasContent("untouched");
        assertThat(names(dir)).containsExactlyInAnyOrder("origin.git", "around", "around-vault");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private List<Path> restored(String file) throws IOException {
        try (Stream<Path> files = Files.walk(dir.resolve("around/target"))) {
            return files.filter(path -> path.getFileName().toString().equals(file))
                    .toList();
        }
    }

    @Test
    void ofRepositoriesAllComeBackWhereTheyBelong() throws IOException {
        for (String name : NAMES) {
            offers.add(offer("host.example", "" + offers.size(), name));
        }
        for (String name : NAMES) {
            offers.add(owner("" + offers.size(), name));
        }
        backUpAndRestoreAll();

        assertNothingIsOutside();
        assertThat(restored("packed-refs")).hasSize(2 * NAMES.size());
        assertThat(restored("issues.jsonl")).hasSize(2 * NAMES.size());
        assertNoTwoFilesDifferByCaseAlone();
    }

    @Test
    void ofHostsAndIdsAreKeptApart() throws IOException {
        List<String> texts = List.of(
                "a",
                "A",
                "a/b",
                "a%2fb",
                "a%2Fb",
                "..",
                ".",
                "a.",
                "b\u00fccher.example",
                "xn--bcher-kva.example",
                "[2001:db8::1]:8443",
                "2001:db8::1",
                "git.example:8443",
                "git.example",
                "e\u0301",
                "\u00e9",
                "~",
                "x".repeat(255),
                "x".repeat(254) + "y",
                "con",
                "a b",
                "repo-1",
                "owner-1");
        for (String text : texts) {
            if (text.equals(text.toLowerCase(Locale.ROOT))) {
                offers.add(offer(text, "1", "acme/same"));
            }
            offers.add(offer("host.example", text, "acme/same"));
            offers.add(owner(text, "acme/same"));
        }
        backUpAndRestoreAll();

        assertNothingIsOutside();
        assertThat(restored("issues.jsonl")).hasSize(offers.size());
        assertNoTwoFilesDifferByCaseAlone();
    }

    /** Folders may: where capitals do not count, the subjects below share one, and no file in it. */
    private void assertNoTwoFilesDifferByCaseAlone() throws IOException {
        Set<String> seen = new HashSet<>();
        try (Stream<Path> files = Files.walk(dir.resolve("around/target"))) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> assertThat(seen.add(file.toString().toLowerCase(Locale.ROOT)))
                            .as(file.toString())
                            .isTrue());
        }
    }
}
