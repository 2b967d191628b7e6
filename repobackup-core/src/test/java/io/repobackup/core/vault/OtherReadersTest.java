package io.repobackup.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.capture.ContentRef;
import io.repobackup.api.capture.State;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.subject.Part;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.vault.Segment.Mode;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.vault.signing.Signer;
import io.repobackup.core.vault.signing.TestSigners;
import io.repobackup.core.vault.writing.Committed;
import io.repobackup.core.vault.writing.RecordDraft;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Vaults are read without this library: by a script that was written from docs/FORMAT.md alone, and by following
 * restore.md to the letter. Needs git, python3, bash and jq.
 */
class OtherReadersTest {

    private static final Part ISSUES = new Part("issues");

    @TempDir
    private Path scratch;

    private final VaultFixture fixture = new VaultFixture();
    private final SubjectBlobs blobs = fixture.vault.blobs(VaultFixture.ID);
    private final SubjectContents contents = fixture.vault.contents(VaultFixture.ID);
    private Path restored;

    @BeforeEach
    void makeDirectory() throws IOException {
        NeededPrograms.require("python3", "bash", "jq");
        restored = Files.createDirectory(scratch.resolve("restored"));
    }

    @ParameterizedTest
    @EnumSource(ObjectFormat.class)
    void threeIncrementsComeBackThroughTheSecondReader(ObjectFormat format) throws IOException {
        GitIncrements source = grow(format);

        python("restore", exported().toString(), restored.toString(), "acme/tool");

        assertSame(source);
    }

    @Test
    void aSignedVaultComesBackThroughTheSecondReader() throws IOException {
        GitIncrements source = grow(ObjectFormat.SHA1);
        signEverything();

        python("restore", exported().toString(), restored.toString(), "acme/tool");

        assertSame(source);
    }

    @Test
    void aSignedVaultComesBackByFollowingRestoreMd() throws IOException {
        GitIncrements source = grow(ObjectFormat.SHA1);
        signEverything();

        followInstructions();

        assertSame(source);
    }

    @ParameterizedTest
    @EnumSource(ObjectFormat.class)
    void threeIncrementsComeBackByFollowingRestoreMd(ObjectFormat format) throws IOException {
        GitIncrements source = grow(format);

        followInstructions();

        assertSame(source);
    }

    @Test
    void anEarlierMomentComesBack() throws IOException {
        grow(ObjectFormat.SHA1);

        python(
                "restore",
                exported().toString(),
                restored.toString(),
                "repository/git.example/42",
                "2026-01-05T12:30:00.000Z");

        assertThat(new GitSandbox(restored.resolve("git.git")).git("log", "--format=%s"))
                .isEqualTo("one");
    }

    @Test
    void manyRefsComeBackFromABlobAndADifference() throws IOException {
        GitIncrements source = new GitIncrements(scratch.resolve("source"), ObjectFormat.SHA1, blobs);
        source.commit("one");
        createRefs(source, 3_000);
        StoredGit first = contents.store(source.capture());
        source.commit("two");
        source.git.git("update-ref", "-d", "refs/pull/7/head");
        source.git.git("update-ref", "refs/pull/8/head", "HEAD");
        StoredGit second = contents.store(source.capture(), first);
        append(Map.of(Part.GIT, second));
        assertThat(second.refs().base()).isPresent();
        assertThat(second.refs().unset()).hasSize(1);

        python("restore", exported().toString(), restored.toString(), "acme/tool");
        assertSame(source);

        restored = Files.createDirectory(scratch.resolve("again"));
        followInstructions();
        assertSame(source);
    }

    @Test
    void metadataIsMergedByBoth() throws IOException {
        List<Segment> segments = List.of(
                segment("labels", Mode.ADD, "1", "{\"old\":true}"),
                segment(
                        "issues",
                        Mode.ADD,
                        "10",
                        "{\"n\":12345678901234567890, \"t\":\"a\\u0041}\"}",
                        "9",
                        "{}",
                        "ä\"",
                        "[1.0]"),
                segment("labels", Mode.REPLACE, "2", "{ \"name\": \"bug\" }"),
                segment("issues", Mode.ADD, "9", null, "10", "{\"n\":12345678901234567891}"),
                segment("labels", Mode.ADD, "3", "null"));
        BlobRef attachment = VaultFixture.blob(blobs.data(), "blob", "attached");
        ContentRef ref =
                new ContentRef("c1", Optional.empty(), OptionalLong.empty(), URI.create("https://git.example/a"));
        append(Map.of(
                ISSUES,
                contents.store(new MetadataContent(
                        new State(1, "{}"),
                        segments,
                        Map.of("issues", Set.of("10")),
                        Map.of("c1", ContentEntry.wanted(ref).withStored(attachment))))));

        python("restore", exported().toString(), restored.toString(), "acme/tool");
        assertMetadata();

        restored = Files.createDirectory(scratch.resolve("again"));
        followInstructions();
        assertMetadata();
    }

    @Test
    void lfsObjectsAreWhereGitLfsLooksForThem() throws IOException {
        GitIncrements source = new GitIncrements(scratch.resolve("source"), ObjectFormat.SHA1, blobs);
        source.commit("one");
        BlobRef object = VaultFixture.blob(blobs.data(), "blob", "large");
        String oid = object.plainSha256().hex();
        ContentRef ref =
                new ContentRef(oid, Optional.of(oid), OptionalLong.of(5), URI.create("https://git.example/info/lfs"));
        append(Map.of(
                Part.GIT,
                contents.store(source.capture()),
                Part.LFS,
                contents.store(new MetadataContent(
                        new State(1, "{}"),
                        List.of(),
                        Map.of(),
                        Map.of(oid, ContentEntry.wanted(ref).withStored(object))))));
        String place = "git.git/lfs/objects/" + oid.substring(0, 2) + "/" + oid.substring(2, 4) + "/" + oid;

        python("restore", exported().toString(), restored.toString(), "acme/tool");
        assertThat(restored.resolve(place)).hasContent("large");

        restored = Files.createDirectory(scratch.resolve("again"));
        followInstructions();
        assertThat(restored.resolve(place)).hasContent("large");
    }

    @Nested
    class SecondReader {

        @Test
        void listsWhatTheVaultLists() throws IOException {
            fixture.snapshot();
            fixture.append(RecordKind.PROGRESS, "acme/tool");
            fixture.append(RecordKind.SNAPSHOT, "acme/renamed");
            fixture.store.tamper(VaultFixture.recordKey(2), new byte[] {1});

            String listed = python("list", exported().toString());

            List<String> expected = fixture.vault.history(VaultFixture.ID).stream()
                    .map(snapshot -> snapshot.name() + " " + snapshot.number() + " " + snapshot.time())
                    .toList();
            assertThat(listed.lines().map(OtherReadersTest::summary)).containsExactlyElementsOf(expected);
            assertThat(expected).hasSize(2);
        }

        @Test
        void refusesANewerFormatAndWhatIsNoVault() throws IOException {
            Path vault = exported();
            Path signpost = vault.resolve("vault.json");
            Files.writeString(signpost, Files.readString(signpost).replace("\"format\":1", "\"format\":2"));

            assertThatThrownBy(() -> python("list", vault.toString())).hasMessageContaining("newer program");
            assertThatThrownBy(() -> python("list", restored.toString())).hasMessageContaining("no vault");
        }

        @Test
        void refusesDamage() throws IOException {
            GitIncrements source = grow(ObjectFormat.SHA1);
            BlobKey bundle = source.capture().packs().get(0).bundle().key();
            fixture.store.tamper(bundle, new byte[9]);

            assertThatThrownBy(() -> python("restore", exported().toString(), restored.toString(), "acme/tool"))
                    .hasMessageContaining("damaged")
                    .hasMessageContaining(bundle.text());
        }
    }

    /** As if all records had been signed when they were written. */
    private void signEverything() {
        TestSigners signers = new TestSigners();
        Signer signer = signers.everybody();
        for (long number = 1; number <= 3; number++) {
            BlobKey key = VaultFixture.recordKey(number);
            LogRecord record = fixture.vault.log(VaultFixture.ID).read(number).orElseThrow();
            fixture.store.tamper(key, RecordBytes.encode(record, Optional.of(signer)));
        }
        Vault strict = Vault.open(fixture.store, fixture.vault.options().withSignatures(signers.require()));
        assertThat(strict.history(VaultFixture.ID)).hasSize(3);
    }

    private static String summary(String json) {
        Matcher matcher = Pattern.compile("\"name\": \"([^\"]*)\", \"number\": (\\d+), \"time\": \"([^\"]*)\"")
                .matcher(json);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1) + " " + matcher.group(2) + " " + java.time.Instant.parse(matcher.group(3));
    }

    private GitIncrements grow(ObjectFormat format) throws IOException {
        GitIncrements source = new GitIncrements(scratch.resolve("source"), format, blobs);
        source.commit("one");
        StoredGit stored = contents.store(source.capture());
        append(Map.of(Part.GIT, stored));
        source.commit("two");
        source.git.git("tag", "-a", "-m", "tagged", "v1");
        source.git.git("branch", "über/50%");
        stored = contents.store(source.capture(), stored);
        append(Map.of(Part.GIT, stored));
        source.git.git("checkout", "-q", "-b", "next", "HEAD~1");
        source.commit("three");
        source.git.git("symbolic-ref", "refs/remotes/o/HEAD", "refs/heads/main");
        append(Map.of(Part.GIT, contents.store(source.capture(), stored)));
        return source;
    }

    private static void createRefs(GitIncrements source, int count) {
        StringBuilder commands = new StringBuilder();
        String head = source.git.git("rev-parse", "HEAD");
        for (int i = 0; i < count; i++) {
            commands.append("create refs/pull/")
                    .append(i)
                    .append("/head ")
                    .append(head)
                    .append('\n');
        }
        source.git.run(commands.toString().getBytes(StandardCharsets.US_ASCII), "git", "update-ref", "--stdin");
    }

    private void append(Map<Part, StoredContent> parts) {
        Map<Part, PartRecord> records = new java.util.TreeMap<>();
        parts.forEach((part, stored) -> records.put(
                part, PartRecord.of("stored", fixture.clock.instant()).withContent(stored)));
        Committed committed = fixture.writer()
                .append(RecordDraft.of(
                        RecordKind.SNAPSHOT, VaultFixture.repository("acme/tool"), Completeness.COMPLETE, records));
        assertThat(committed).isInstanceOf(Committed.Appended.class);
        fixture.clock.advance(Duration.ofHours(1));
    }

    private Segment segment(String kind, Mode mode, String... idsAndValues) {
        try (SegmentOutput output = SegmentOutput.begin(blobs.data())) {
            for (int i = 0; i < idsAndValues.length; i += 2) {
                if (idsAndValues[i + 1] == null) {
                    output.remove(idsAndValues[i]);
                } else {
                    output.put(idsAndValues[i], idsAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
                }
            }
            return output.commit(kind, mode);
        }
    }

    private Path exported() throws IOException {
        Path directory = Files.createTempDirectory(scratch, "vault");
        for (BlobKey key : fixture.store.keys()) {
            Path file = directory.resolve(key.text());
            Files.createDirectories(file.getParent());
            Files.write(file, fixture.store.content(key));
        }
        return directory;
    }

    private String python(String... arguments) throws IOException {
        Path script = scratch.resolve("vault_reader.py");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/reader/vault_reader.py"))) {
            Files.write(script, in.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of("python3", script.toString()));
        command.addAll(List.of(arguments));
        return new String(
                new GitSandbox(scratch).run(new byte[0], command.toArray(String[]::new)), StandardCharsets.UTF_8);
    }

    private void followInstructions() throws IOException {
        String text = new String(fixture.store.content(VaultKeys.RESTORE), StandardCharsets.UTF_8);
        StringBuilder script = new StringBuilder("set -e\n");
        Matcher block = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL).matcher(text);
        while (block.find()) {
            script.append(block.group(1));
        }
        String ours = script.toString().replace("vault=/mnt/vault", "vault=" + exported());
        assertThat(ours).isNotEqualTo(script.toString());
        new GitSandbox(restored).run(ours.getBytes(StandardCharsets.UTF_8), "bash");
    }

    private void assertSame(GitIncrements source) {
        GitSandbox copy = new GitSandbox(restored.resolve("git.git"));
        for (String[] question : new String[][] {
            {"show-ref", "-d"},
            {"symbolic-ref", "HEAD"},
            {"log", "--all", "--format=%H %s"},
            {"for-each-ref", "--format=%(refname) %(symref)"}
        }) {
            assertThat(copy.git(question)).isEqualTo(source.git.git(question)).isNotEmpty();
        }
        copy.git("fsck", "--full", "--strict");
    }

    private void assertMetadata() throws IOException {
        assertThat(Files.readString(restored.resolve("issues/issues.jsonl")))
                .isEqualTo("{\"n\":12345678901234567891}\n[1.0]\n");
        assertThat(Files.readString(restored.resolve("issues/labels.jsonl")))
                .isEqualTo("{ \"name\": \"bug\" }\nnull\n");
        try (var files = Files.list(restored.resolve("issues/contents"))) {
            assertThat(files).singleElement().satisfies(file -> assertThat(file).hasContent("attached"));
        }
    }
}
