package io.repobackup.core.git.bundle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.git.nativegit.NativeGit;
import io.repobackup.core.git.nativegit.SampleHistory;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RefName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleHeaderTest {

    private static final ObjectId ID = new ObjectId("ab".repeat(20));
    private static final RefName MAIN = new RefName("refs/heads/main");

    @TempDir
    private Path directory;

    @Nested
    class Written {

        @ParameterizedTest
        @EnumSource(ObjectFormat.class)
        void isClonedByGit(ObjectFormat format) throws IOException {
            NativeGit git = SampleHistory.create(directory.resolve("source"), format.word(), 20);
            Map<RefName, ObjectId> refs = refsOf(git);
            refs.put(new RefName("HEAD"), refs.get(MAIN));
            Path bundle = bundle(
                    git,
                    new BundleHeader(format, List.of(), refs),
                    "main\nside\nnested\nof-tree\nof-blob\nlight-blob\nannotated\n");

            NativeGit.in(directory).run("clone", "-q", "--mirror", bundle.toString(), "clone.git");

            NativeGit clone = NativeGit.in(directory.resolve("clone.git"));
            assertThat(clone.run("show-ref", "-d")).isEqualTo(git.run("show-ref", "-d"));
            assertThat(clone.run("fsck", "--full", "--strict")).isEmpty();
        }

        @Test
        void withPrerequisitesIsVerifiedByGit() throws IOException {
            NativeGit git = SampleHistory.create(directory.resolve("source"), "sha1", 20);
            ObjectId have = new ObjectId(git.run("rev-parse", "main~5"));
            BundleHeader header = new BundleHeader(
                    ObjectFormat.SHA1, List.of(have), Map.of(MAIN, refsOf(git).get(MAIN)));
            Path bundle = bundle(git, header, "main\n^main~5\n");

            git.run("bundle", "verify", "-q", bundle.toString());

            NativeGit other = NativeGit.init(directory.resolve("other"), "sha1");
            assertThat(other.attempt(new byte[0], "bundle", "verify", bundle.toString())
                            .errors())
                    .contains(have.hex());
        }

        @Test
        void isReadAgain() {
            RefName raw = RefName.of("refs/heads/\u00ff\u0080".getBytes(ISO_8859_1));
            for (ObjectFormat format : ObjectFormat.values()) {
                ObjectId id = new ObjectId("ab".repeat(format.sizeInBytes()));
                BundleHeader header = new BundleHeader(format, List.of(id), Map.of(raw, id));
                ByteArrayInputStream in = new ByteArrayInputStream((header(header) + "PACK").getBytes(ISO_8859_1));

                assertThat(BundleHeader.read("it", in)).isEqualTo(header);
                assertThat(in).hasContent("PACK");
            }
        }

        @Test
        void refusesIdsOfAnotherFormat() {
            assertThatThrownBy(() -> new BundleHeader(ObjectFormat.SHA256, List.of(), Map.of(MAIN, ID)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Read {

        @ParameterizedTest
        @EnumSource(ObjectFormat.class)
        void ofGitsOwnBundle(ObjectFormat format) throws IOException {
            NativeGit git = SampleHistory.create(directory.resolve("source"), format.word(), 20);
            git.run("bundle", "create", "-q", "b.bundle", "HEAD", "main", "nested", "^main~3");
            byte[] bundle = Files.readAllBytes(git.directory().resolve("b.bundle"));

            BundleHeader header = BundleHeader.read("b", new ByteArrayInputStream(bundle));

            assertThat(header.format()).isEqualTo(format);
            assertThat(header.prerequisites()).contains(new ObjectId(git.run("rev-parse", "main~3")));
            assertThat(header.refs().keySet())
                    .containsExactly(new RefName("HEAD"), MAIN, new RefName("refs/tags/nested"));
            assertThat(header.refs().get(MAIN).hex()).isEqualTo(git.run("rev-parse", "main"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "PACK",
                    "# v4 git bundle\n\n",
                    "# v2 git bundle\n",
                    "# v2 git bundle\n-abc comment\n\n",
                    "# v2 git bundle\nABABABABABABABABABABABABABABABABABABABAB refs/heads/main\n\n",
                    "# v2 git bundle\nabababababababababababababababababababab\n\n",
                    "# v2 git bundle\nabababababababababababababababababababab \n\n",
                    "# v2 git bundle\nabababababababababababababababababababab a b\n\n",
                    "# v2 git bundle\nabababababababababababababababababababababab a\n\n",
                    "# v2 git bundle\nabababababababababababababababababababab a\nabababababababababababababababababababab a\n\n",
                    "# v2 git bundle\n@object-format=sha1\n\n",
                })
        void ofSomethingElseIsRefused(String text) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageContaining("b.bundle");
        }

        @ParameterizedTest
        @ValueSource(strings = {"@filter=blob:none", "@object-format=sha3"})
        void ofACapabilityFromTheFutureIsRefused(String capability) {
            assertThatThrownBy(() -> read("# v3 git bundle\n" + capability + "\n\n"))
                    .isInstanceOf(MisconfiguredException.class);
        }

        @Test
        void ofAnEndlessLineIsRefused() {
            assertThatThrownBy(() -> read("# v2 git bundle\n-" + ID + " " + "x".repeat(80_000) + "\n\n"))
                    .isInstanceOf(CorruptedException.class);
        }

        @Test
        void ofNoiseNeverFailsOtherwise() {
            Random random = new Random(3);
            byte[] good = header(new BundleHeader(
                            ObjectFormat.SHA256, List.of(), Map.of(MAIN, new ObjectId("ab".repeat(32)))))
                    .getBytes(ISO_8859_1);
            for (int i = 0; i < 3000; i++) {
                byte[] changed = good.clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                try {
                    BundleHeader header = BundleHeader.read("b", new ByteArrayInputStream(changed));
                    assertThat(header.refs()).hasSizeLessThan(3);
                } catch (CorruptedException | MisconfiguredException typed) {
                    assertThat(typed).hasMessageContaining("b");
                }
            }
        }

        private BundleHeader read(String text) {
            return BundleHeader.read("b.bundle", new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
        }
    }

    private Path bundle(NativeGit git, BundleHeader header, String revisions) throws IOException {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        bundle.writeBytes(header.bytes());
        bundle.writeBytes(git.feed(revisions.getBytes(US_ASCII), "pack-objects", "--revs", "--stdout", "-q"));
        return Files.write(directory.resolve("our.bundle"), bundle.toByteArray());
    }

    private static Map<RefName, ObjectId> refsOf(NativeGit git) {
        Map<RefName, ObjectId> refs = new TreeMap<>();
        git.run("show-ref")
                .lines()
                .map(line -> line.split(" "))
                .forEach(fields -> refs.put(new RefName(fields[1]), new ObjectId(fields[0])));
        return refs;
    }

    private static String header(BundleHeader header) {
        return new String(header.bytes(), ISO_8859_1);
    }
}
