package io.repobackup.core.git.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.core.git.nativegit.NativeGit;
import io.repobackup.core.git.nativegit.SampleHistory;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectivityCheckTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(ObjectFormat.class)
    void packsThatTogetherHoldAllMissNothing(ObjectFormat format) {
        NativeGit git = SampleHistory.create(directory.resolve("git"), format.word(), 40);
        IndexedPack first = pack(git, format, "main~20\n");
        IndexedPack second = pack(git, format, "main~10\n^main~20\n");
        IndexedPack third = pack(git, format, "main\nside\n^main~10\n");

        ConnectivityCheck check = new ConnectivityCheck(format);
        check.require(new ObjectId(git.run("rev-parse", "main")));
        for (IndexedPack pack : new IndexedPack[] {first, second, third}) {
            check.requireAll("ext", new ByteArrayInputStream(Indexing.externalOf(pack)));
        }
        check.offer(third);
        check.offer("second", new ByteArrayInputStream(Indexing.indexOf(second)));
        assertThat(check.missing()).isPositive();

        check.offer("first", new ByteArrayInputStream(Indexing.indexOf(first)));
        assertThat(check.missing()).isZero();
    }

    @Test
    void whatNoPackHoldsIsNamedInOrder() {
        ConnectivityCheck check = new ConnectivityCheck(ObjectFormat.SHA1);
        ObjectId large = new ObjectId("f".repeat(40));
        ObjectId small = new ObjectId("0".repeat(40));
        check.require(large);
        check.require(small);
        check.require(large);

        assertThat(check.missing()).isEqualTo(2);
        assertThat(check.missing(1)).containsExactly(small);
        assertThat(check.missing(9)).containsExactly(small, large);
    }

    @Test
    void externalIdsOfAPackInHandAreRequiredToo() {
        IndexedPack pack = tagOf(new ObjectId("ab".repeat(20)));
        ConnectivityCheck check = new ConnectivityCheck(ObjectFormat.SHA1);
        check.requireAll(pack.external());

        assertThat(check.missing(9)).containsExactly(new ObjectId("ab".repeat(20)));
    }

    @Test
    void externalIdsAreWrittenAsDocumented() {
        byte[] expected = ByteBuffer.allocate(36)
                .put("RBEX".getBytes(US_ASCII))
                .put((byte) 1)
                .put((byte) 20)
                .putShort((short) 0)
                .putLong(1)
                .put(new ObjectId("ab".repeat(20)).bytes())
                .array();

        assertThat(Indexing.externalOf(tagOf(new ObjectId("ab".repeat(20))))).isEqualTo(expected);
    }

    @Test
    void aDamagedSetOfIdsIsRefused() {
        byte[] ext = Indexing.externalOf(tagOf(new ObjectId("ab".repeat(20))));
        for (int length = 0; length < ext.length; length++) {
            assertRefused(Arrays.copyOf(ext, length));
        }
        assertRefused(Arrays.copyOf(ext, ext.length + 1));
        for (int at = 0; at < 16; at++) {
            byte[] changed = ext.clone();
            changed[at] ^= 1;
            assertRefused(changed);
        }
    }

    @Test
    void idsOutOfOrderAreRefused() {
        byte[] twice = ByteBuffer.allocate(56)
                .put("RBEX".getBytes(US_ASCII))
                .putInt(0x01140000)
                .putLong(2)
                .put(new byte[40])
                .array();
        assertRefused(twice);
    }

    @Test
    void aDamagedIndexIsRefused() {
        byte[] index = Indexing.indexOf(tagOf(new ObjectId("ab".repeat(20))));
        for (int at = 0; at < index.length; at++) {
            byte[] changed = index.clone();
            changed[at] ^= 0x10;
            byte[] shortened = Arrays.copyOf(index, at);
            for (byte[] damaged : new byte[][] {changed, shortened}) {
                ConnectivityCheck check = new ConnectivityCheck(ObjectFormat.SHA1);
                assertThatThrownBy(() -> check.offer("the index", new ByteArrayInputStream(damaged)))
                        .isInstanceOf(CorruptedException.class)
                        .hasMessageContaining("the index");
            }
        }
    }

    @Test
    void anIndexWithLargeOffsetsIsReadToItsEnd() throws IOException {
        byte[] pack = new CraftedPack(2)
                .whole(ObjectKind.BLOB, new byte[1])
                .whole(ObjectKind.BLOB, new byte[2])
                .bytes();
        Path file = Files.write(directory.resolve("some.pack"), pack);
        NativeGit.in(directory).run("index-pack", "--index-version=2,0x10", "-o", "some.idx", file.toString());
        ConnectivityCheck check = new ConnectivityCheck(ObjectFormat.SHA1);
        check.require(CraftedPack.id(ObjectKind.BLOB, new byte[2]));

        check.offer("the index", new ByteArrayInputStream(Files.readAllBytes(directory.resolve("some.idx"))));

        assertThat(check.missing()).isZero();
    }

    private void assertRefused(byte[] ext) {
        ConnectivityCheck check = new ConnectivityCheck(ObjectFormat.SHA1);
        assertThatThrownBy(() -> check.requireAll("the set", new ByteArrayInputStream(ext)))
                .isInstanceOf(CorruptedException.class)
                .hasMessageContaining("the set");
    }

    private IndexedPack tagOf(ObjectId object) {
        byte[] tag = ("object " + object + "\ntype commit\ntag x\n\n").getBytes(US_ASCII);
        return new Indexing(directory)
                .index(new CraftedPack(1).whole(ObjectKind.TAG, tag).bytes(), ObjectFormat.SHA1);
    }

    private IndexedPack pack(NativeGit git, ObjectFormat format, String revisions) {
        byte[] pack = git.feed(revisions.getBytes(US_ASCII), "pack-objects", "--revs", "--stdout", "-q");
        return new Indexing(directory).index(pack, format);
    }
}
