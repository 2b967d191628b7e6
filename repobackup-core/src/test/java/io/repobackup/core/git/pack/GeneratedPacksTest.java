package io.repobackup.core.git.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random packs are indexed as git does and as they were made, whatever the limits and the number of threads. */
class GeneratedPacksTest {

    @TempDir
    private Path scratch;

    @Test
    void areIndexedAlikeWithinAllLimits() {
        for (long seed = 0; seed < 3_000; seed++) {
            check(seed, 60);
        }
    }

    @Test
    void areIndexedAsGitDoes() throws IOException {
        for (long seed = 10_000; seed < 10_150; seed++) {
            checkWithGit(seed, 120);
        }
    }

    @Test
    @Tag("long")
    void ofThousandsOfOthersAreIndexedAsGitDoes() throws IOException {
        for (long seed = 20_000; seed < 25_000; seed++) {
            check(seed, 300);
            checkWithGit(seed, 300);
        }
    }

    private void check(long seed, int most) {
        GeneratedPack made = GeneratedPack.of(seed, most);
        byte[] pack = made.bytes();
        IndexedPack plain = index(pack, limits().withThreads(1));
        byte[] idx = Indexing.indexOf(plain);

        assertThat(idsOf(plain)).as("seed %d", seed).isEqualTo(made.ids());
        assertThat(new HashSet<>(plain.external().first(Integer.MAX_VALUE)))
                .as("seed %d", seed)
                .isEqualTo(made.external());
        IndexedPack again = index(pack, others().get((int) (seed % 4)));
        assertThat(Indexing.indexOf(again)).as("seed %d", seed).isEqualTo(idx);
        assertThat(Indexing.externalOf(again)).as("seed %d", seed).isEqualTo(Indexing.externalOf(plain));
    }

    private List<PackLimits> others() {
        PackLimits many = limits().withThreads(3).withDeltasWorthAThread(1);
        return List.of(
                many,
                many.withBaseCache(0),
                many.withBaseCache(20_000).withMemoryThreshold(1000),
                limits().withBaseCache(3000));
    }

    private void checkWithGit(long seed, int most) throws IOException {
        byte[] pack = GeneratedPack.ofDifferent(seed, most).bytes();
        byte[] idx = Indexing.indexOf(index(pack, limits().withDeltasWorthAThread(1)));

        assertThat(idx).as("seed %d", seed).isEqualTo(Indexing.indexByGit(pack, ObjectFormat.SHA1, scratch));
    }

    private IndexedPack index(byte[] pack, PackLimits limits) {
        return new Indexing(scratch).index(pack, PackDescription.of("the test pack", ObjectFormat.SHA1), limits);
    }

    private static Set<ObjectId> idsOf(IndexedPack pack) {
        Set<ObjectId> ids = new HashSet<>();
        pack.forEach(id -> ids.add(ObjectId.of(id)));
        return ids;
    }

    private PackLimits limits() {
        return PackLimits.scratch(scratch);
    }
}
