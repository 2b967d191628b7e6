package io.repobackup.core.verify;

import static io.repobackup.core.verify.VerifyBench.SMALL;
import static io.repobackup.core.verify.VerifyBench.git;
import static io.repobackup.core.verify.VerifyBench.offer;
import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.Head;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import io.repobackup.core.vault.PartContent;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.StoredRefs;
import io.repobackup.core.verify.Damage.Harmed;
import io.repobackup.core.verify.Damage.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectedTest {

    private static final ObjectId NOWHERE = new ObjectId("ab".repeat(20));

    @TempDir
    Path dir;

    private VerifyBench bench;
    private TestRepository repository;

    @BeforeEach
    void backUpThreeMoments() {
        bench = new VerifyBench(dir);
        repository = bench.repository("a");
        for (int moment = 1; moment <= 3; moment++) {
            repository.grow("main", "moment " + moment);
            bench.backUp(offer(SMALL, git(repository)));
        }
    }

    private List<Damage> damages() {
        return bench.verify(Depth.CONNECTED).damages().toList();
    }

    private static UnaryOperator<PartContent> inGit(UnaryOperator<StoredGit> change) {
        return content -> new PartContent(content.captured(), change.apply((StoredGit) content.stored()));
    }

    private static StoredGit withoutFirstPack(StoredGit git) {
        return git.withPacks(git.packs().subList(1, git.packs().size()));
    }

    private static StoredGit withRef(StoredGit git) {
        StoredRefs refs = new StoredRefs(
                Optional.empty(), List.of(Ref.of(new RefName("refs/heads/x"), NOWHERE)), Set.of(), Map.of());
        return new StoredGit(git.format(), git.head(), git.shallow(), refs, git.packs());
    }

    private static StoredGit withHead(StoredGit git) {
        return new StoredGit(git.format(), Head.detached(NOWHERE), git.shallow(), git.refs(), git.packs());
    }

    @Test
    void noPackIsReadAndTheSmallFilesOfEachPackOnce() {
        for (BlobKey bundle : bench.keys("data/", ".bundle")) {
            bench.put(bundle, new byte[bench.store.content(bundle).length]);
        }
        VerifyReport report = bench.verify(Depth.CONNECTED);
        assertThat(report.severity()).isEqualTo(Severity.OK);
        long small = bench.keys("data/", "").stream()
                .filter(key -> !key.text().endsWith(".bundle"))
                .mapToLong(key -> bench.store.content(key).length)
                .sum();
        assertThat(report.bytesRead()).isEqualTo(small);
    }

    @Test
    void aPackThatIsNotInTheListIsMissed() {
        long number = CraftedRecords.append(bench, SMALL, inGit(ConnectedTest::withoutFirstPack));
        assertThat(damages()).singleElement().satisfies(damage -> {
            assertThat(damage.kind()).isEqualTo(Kind.NOT_CONNECTED);
            assertThat(damage.key()).isEqualTo(bench.record(SMALL, number));
            assertThat(damage.harms()).extracting(Harmed::number).containsExactly(number);
            assertThat(damage.found()).contains(repository.git("rev-parse", "main~2"));
        });
    }

    @Test
    void anObjectThatOnlyARefNamesIsMissed() {
        CraftedRecords.append(bench, SMALL, inGit(ConnectedTest::withRef));
        assertThat(damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.found()).contains(NOWHERE.hex()));
    }

    @Test
    void anObjectThatOnlyHeadNamesIsMissed() {
        CraftedRecords.append(bench, SMALL, inGit(ConnectedTest::withHead));
        assertThat(damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.found()).contains(NOWHERE.hex()));
    }

    @Test
    void equalClaimsAreOneDamageWithAllTheirSnapshots() {
        long first = CraftedRecords.append(bench, SMALL, inGit(ConnectedTest::withHead));
        long second = CraftedRecords.append(bench, SMALL, UnaryOperator.identity());
        assertThat(damages())
                .singleElement()
                .satisfies(damage ->
                        assertThat(damage.harms()).extracting(Harmed::number).containsExactly(first, second));
    }

    @Test
    void whatTheRecordItselfCallsIncompleteIsNoFailure() {
        CraftedRecords.append(bench, SMALL, Completeness.INCOMPLETE, inGit(ConnectedTest::withoutFirstPack));
        VerifyReport report = bench.verify(Depth.CONNECTED);
        assertThat(report.damages()).extracting(Damage::kind).containsExactly(Kind.KNOWN_MISSING);
        assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
    }

    @Test
    void aDamagedIndexIsBookedOnceAndNothingIsConcludedFromIt() {
        BlobKey index = bench.keys("data/", ".idx").get(0);
        bench.flip(index, 1100, 2);
        assertThat(damages()).singleElement().satisfies(damage -> {
            assertThat(damage.key()).isEqualTo(index);
            assertThat(damage.kind()).isEqualTo(Kind.WRONG_BYTES);
        });
    }

    @Test
    void aDamagedSetOfExternalIdsIsBookedOnceAndNothingIsConcludedFromIt() {
        BlobKey ext = bench.keys("data/", ".ext").stream()
                .filter(key -> bench.store.content(key).length > 16)
                .findFirst()
                .orElseThrow();
        bench.flip(ext, bench.store.content(ext).length - 1, 2);
        assertThat(damages()).singleElement().satisfies(damage -> {
            assertThat(damage.key()).isEqualTo(ext);
            assertThat(damage.harms()).isEmpty();
        });
    }
}
