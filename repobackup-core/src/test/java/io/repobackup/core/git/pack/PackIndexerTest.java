package io.repobackup.core.git.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.git.nativegit.NativeGit;
import io.repobackup.core.git.nativegit.SampleHistory;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PackIndexerTest {

    private static final String ALL = "main\nside\nlight\nannotated\nnested\nof-tree\nof-blob\nlight-blob\n";

    private static final Map<ObjectFormat, NativeGit> HISTORIES = new EnumMap<>(ObjectFormat.class);

    @TempDir
    private static Path histories;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void createHistories() {
        for (ObjectFormat format : ObjectFormat.values()) {
            HISTORIES.put(format, SampleHistory.create(histories.resolve(format.word()), format.word(), 120));
        }
    }

    @Nested
    class OfGitsOwnPacks {

        @ParameterizedTest
        @CsvSource({
            "SHA1, --delta-base-offset",
            "SHA1, --window=20",
            "SHA1, --window=0",
            "SHA1, --delta-base-offset --window=250 --depth=4000",
            "SHA1, --compression=0",
            "SHA256, --delta-base-offset",
            "SHA256, --window=20",
        })
        void indexIsThatOfGit(ObjectFormat format, String options) throws IOException {
            byte[] pack = packOf(format, ALL, options.split(" "));
            byte[] expected = Indexing.indexByGit(pack, format, scratch);

            assertThat(Indexing.indexOf(indexing().index(pack, format))).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({"SHA1, --delta-base-offset", "SHA1, --window=20", "SHA256, --window=20"})
        void indexIsTheSameFromAScratchFileAndWithoutACache(ObjectFormat format, String options) throws IOException {
            byte[] pack = packOf(format, ALL, options.split(" "));
            byte[] expected = Indexing.indexOf(indexing().index(pack, format));
            PackLimits tight = indexing().limits().withMemoryThreshold(1000).withBaseCache(0);

            IndexedPack indexed = indexing().index(pack, description(format), tight);

            assertThat(Indexing.indexOf(indexed)).isEqualTo(expected);
            try (var left = Files.list(scratch)) {
                assertThat(left).isEmpty();
            }
        }

        @ParameterizedTest
        @EnumSource(ObjectFormat.class)
        void anEmptyPackHasAnIndex(ObjectFormat format) throws IOException {
            byte[] pack = packOf(format, "", new String[0]);
            IndexedPack indexed = indexing().index(pack, format);

            assertThat(indexed.objects()).isZero();
            assertThat(Indexing.indexOf(indexed)).isEqualTo(Indexing.indexByGit(pack, format, scratch));
        }

        @Test
        void nameSizeObjectsAndKindsAreThoseOfGit() {
            NativeGit git = HISTORIES.get(ObjectFormat.SHA1);
            byte[] pack = packOf(ObjectFormat.SHA1, ALL, new String[0]);
            IndexedPack indexed = indexing().index(pack, ObjectFormat.SHA1);

            List<String> lines = git.run("cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)")
                    .lines()
                    .toList();
            assertThat(indexed.objects()).isEqualTo(lines.size());
            assertThat(indexed.sizeInBytes()).isEqualTo(pack.length);
            assertThat(indexed.name().bytes()).isEqualTo(Arrays.copyOfRange(pack, pack.length - 20, pack.length));
            for (String line : lines) {
                ObjectId id = new ObjectId(line.substring(0, 40));
                assertThat(indexed.kind(id).orElseThrow().word()).isEqualTo(line.substring(41));
            }
        }

        @Test
        void anObjectThatIsOnlyNamedIsNotContained() {
            IndexedPack increment = indexing().index(packOf(ObjectFormat.SHA1, "main\n^main~3\n"), ObjectFormat.SHA1);

            assertThat(increment.contains(resolve(ObjectFormat.SHA1, "main"))).isTrue();
            assertThat(increment.contains(resolve(ObjectFormat.SHA1, "main~3"))).isFalse();
            assertThat(increment.contains(resolve(ObjectFormat.SHA256, "main"))).isFalse();
        }

        @Test
        void bytesBeyondThePackAreCountedAndPassedOnToNobody() {
            byte[] pack = packOf(ObjectFormat.SHA1, "main\n");
            byte[] longer = Arrays.copyOf(pack, pack.length + 5);
            ByteArrayOutputStream raw = new ByteArrayOutputStream();

            IndexedPack indexed = PackIndexer.within(indexing().limits())
                    .index(
                            description(ObjectFormat.SHA1),
                            new ByteArrayInputStream(longer),
                            bytes -> Indexing.append(raw, bytes));

            assertThat(indexed.surplus()).isEqualTo(5);
            assertThat(raw.toByteArray()).isEqualTo(pack);
        }
    }

    @Nested
    class OfUnusualPacks {

        @Test
        void anObjectMayComeTwice() throws IOException {
            byte[] twice = "twice".getBytes(US_ASCII);
            byte[] pack = new CraftedPack(3)
                    .whole(ObjectKind.BLOB, twice)
                    .whole(ObjectKind.BLOB, "once".getBytes(US_ASCII))
                    .whole(ObjectKind.BLOB, twice)
                    .bytes();

            IndexedPack indexed = indexing().index(pack, ObjectFormat.SHA1);

            assertThat(indexed.objects()).isEqualTo(3);
            assertThat(Indexing.indexOf(indexed)).isEqualTo(Indexing.indexByGit(pack, ObjectFormat.SHA1, scratch));
        }

        @Test
        void aBaseMayComeTwiceThoughGitRefusesThat() {
            byte[] twice = "twice".getBytes(US_ASCII);
            byte[] pack = new CraftedPack(4)
                    .whole(ObjectKind.BLOB, twice)
                    .whole(ObjectKind.BLOB, twice)
                    .onId(CraftedPack.id(ObjectKind.BLOB, twice), CraftedPack.appending(5, 'a'))
                    .whole(ObjectKind.BLOB, "twicea".getBytes(US_ASCII))
                    .bytes();

            IndexedPack indexed = indexing().index(pack, ObjectFormat.SHA1);

            assertThat(indexed.objects()).isEqualTo(4);
            assertThat(indexed.contains(CraftedPack.id(ObjectKind.BLOB, "twicea".getBytes(US_ASCII))))
                    .isTrue();
        }

        @Test
        void aBaseMayComeAfterItsDeltas() throws IOException {
            byte[] base = "base".getBytes(US_ASCII);
            byte[] pack = new CraftedPack(3)
                    .onId(CraftedPack.id(ObjectKind.BLOB, "basea".getBytes(US_ASCII)), CraftedPack.appending(5, 'b'))
                    .onId(CraftedPack.id(ObjectKind.BLOB, base), CraftedPack.appending(4, 'a'))
                    .whole(ObjectKind.BLOB, base)
                    .bytes();

            IndexedPack indexed = indexing().index(pack, ObjectFormat.SHA1);

            assertThat(indexed.contains(CraftedPack.id(ObjectKind.BLOB, "baseab".getBytes(US_ASCII))))
                    .isTrue();
            assertThat(Indexing.indexOf(indexed)).isEqualTo(Indexing.indexByGit(pack, ObjectFormat.SHA1, scratch));
        }

        @Test
        void aChainOfThousandsOfDeltasNeedsNoStackAndLittleCache() {
            int length = 5_000;
            CraftedPack pack = new CraftedPack(2 * length + 1).whole(ObjectKind.BLOB, new byte[] {'x'});
            int previous = 12;
            for (int i = 1; i <= length; i++) {
                int here = pack.size();
                pack.onOffset(here - previous, CraftedPack.appending(i, i));
                int leaf = pack.size();
                pack.onOffset(leaf - previous, CraftedPack.appending(i, i + 1));
                previous = here;
            }
            PackLimits limits = indexing().limits().withBaseCache(1_000_000);

            IndexedPack indexed = indexing().index(pack.bytes(), description(ObjectFormat.SHA1), limits);

            assertThat(indexed.objects()).isEqualTo(2L * length + 1);
        }

        @Test
        void aLargeBlobStreamsThrough() throws IOException {
            byte[] blob = new byte[5_000_000];
            new Random(1).nextBytes(blob);
            byte[] pack = new CraftedPack(1).whole(ObjectKind.BLOB, blob).bytes();
            PackLimits limits = indexing().limits().withLargestInMemory(1000).withMemoryThreshold(0);

            IndexedPack indexed = indexing().index(pack, description(ObjectFormat.SHA1), limits);

            assertThat(Indexing.indexOf(indexed)).isEqualTo(Indexing.indexByGit(pack, ObjectFormat.SHA1, scratch));
        }

        @Test
        void malformedObjectsAreIndexedLikeOthers() throws IOException {
            byte[] pack = new CraftedPack(4)
                    .whole(ObjectKind.COMMIT, "tree 12".getBytes(US_ASCII))
                    .whole(ObjectKind.TREE, "100644 name-without-end".getBytes(US_ASCII))
                    .whole(ObjectKind.TREE, new byte[] {'1', ' ', 0, 1, 2, 3})
                    .whole(ObjectKind.TAG, new byte[0])
                    .bytes();

            IndexedPack indexed = indexing().index(pack, ObjectFormat.SHA1);

            assertThat(indexed.external().size()).isZero();
            assertThat(Indexing.indexOf(indexed)).isEqualTo(Indexing.indexByGit(pack, ObjectFormat.SHA1, scratch));
        }
    }

    @Nested
    class External {

        @ParameterizedTest
        @EnumSource(ObjectFormat.class)
        void aWholeHistoryNamesNothingOutside(ObjectFormat format) {
            IndexedPack indexed = indexing().index(packOf(format, ALL), format);

            assertThat(indexed.external().size()).isZero();
        }

        @ParameterizedTest
        @EnumSource(ObjectFormat.class)
        void anIncrementNamesWhatGitSaysItNames(ObjectFormat format) {
            IndexedPack indexed = indexing().index(packOf(format, "main\nside\n^main~40\n"), format);

            assertThat(indexed.external().size()).isPositive();
            assertThat(indexed.external().first(Integer.MAX_VALUE))
                    .containsExactlyElementsOf(namedOutside(format, "main", "side", "^main~40"));
        }

        @Test
        void aTagNamesItsObject() {
            byte[] tag = HISTORIES.get(ObjectFormat.SHA1).feed(new byte[0], "cat-file", "tag", "of-tree");
            IndexedPack indexed = indexing()
                    .index(new CraftedPack(1).whole(ObjectKind.TAG, tag).bytes(), ObjectFormat.SHA1);

            assertThat(indexed.external().first(9)).containsExactly(resolve(ObjectFormat.SHA1, "main^{tree}"));
        }

        @Test
        void theParentsOfAShallowCommitAreNotLookedFor() {
            byte[] commit = HISTORIES.get(ObjectFormat.SHA1).feed(new byte[0], "cat-file", "commit", "main");
            byte[] pack = new CraftedPack(1).whole(ObjectKind.COMMIT, commit).bytes();
            PackDescription whole = description(ObjectFormat.SHA1);
            PackDescription shallow = whole.shallow(Set.of(resolve(ObjectFormat.SHA1, "main")));
            ObjectId tree = resolve(ObjectFormat.SHA1, "main^{tree}");
            ObjectId parent = resolve(ObjectFormat.SHA1, "main^");

            PackLimits limits = indexing().limits();
            assertThat(indexing().index(pack, whole, limits).external().first(9))
                    .containsExactlyInAnyOrder(tree, parent);
            assertThat(indexing().index(pack, shallow, limits).external().first(9))
                    .containsExactly(tree);
        }
    }

    @Nested
    class LfsPointers {

        @Test
        void eachPointerIsFoundOnce() {
            IndexedPack indexed = indexing().index(packOf(ObjectFormat.SHA1, ALL), ObjectFormat.SHA1);

            assertThat(indexed.lfsPointers())
                    .extracting(LfsPointer::sizeInBytes)
                    .containsExactly(
                            0L, 1000L, 2000L, 3000L, 4000L, 5000L, 6000L, 7000L, 8000L, 9000L, 10000L, 11000L, 12000L);
        }
    }

    private Indexing indexing() {
        return new Indexing(scratch);
    }

    private static PackDescription description(ObjectFormat format) {
        return PackDescription.of("the test pack", format);
    }

    private static byte[] packOf(ObjectFormat format, String revisions, String... options) {
        List<String> command = new ArrayList<>(List.of("pack-objects", "--revs", "--stdout", "-q"));
        command.addAll(List.of(options));
        return HISTORIES.get(format).feed(revisions.getBytes(US_ASCII), command.toArray(String[]::new));
    }

    private static ObjectId resolve(ObjectFormat format, String revision) {
        return new ObjectId(HISTORIES.get(format).run("rev-parse", revision));
    }

    /** What the objects of these revisions name outside of themselves, found with git's plumbing alone. */
    private static Set<ObjectId> namedOutside(ObjectFormat format, String... revisions) {
        NativeGit git = HISTORIES.get(format);
        List<String> command = new ArrayList<>(List.of("rev-list", "--objects", "--no-object-names"));
        command.addAll(List.of(revisions));
        List<String> inside = git.run(command.toArray(String[]::new)).lines().toList();
        Set<ObjectId> named = new TreeSet<>();
        for (String id : inside) {
            switch (git.run("cat-file", "-t", id)) {
                case "commit" ->
                    git.run("rev-list", "-1", "--parents", "--format=%T", id)
                            .lines()
                            .flatMap(line ->
                                    Arrays.stream(line.replace("commit ", "").split(" ")))
                            .forEach(hex -> named.add(new ObjectId(hex)));
                case "tree" ->
                    git.run("ls-tree", id)
                            .lines()
                            .map(line -> line.split("[ \t]"))
                            .filter(fields -> !fields[1].equals("commit"))
                            .forEach(fields -> named.add(new ObjectId(fields[2])));
                default -> {}
            }
        }
        inside.forEach(id -> named.remove(new ObjectId(id)));
        return named;
    }
}
