package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.RemoteRepository;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.git.server.ScriptedLfsHost;
import io.repobackup.core.git.server.TestRepository;
import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.testkit.source.InMemorySource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** LFS objects through engine, vault and directories: increments, runs that die, marks. */
class LfsBackupTest extends LfsScene {

    @Nested
    class Increments {

        @ParameterizedTest
        @EnumSource(ObjectFormat.class)
        void bothMomentsComeBackWithTheirObjects(ObjectFormat format) throws Exception {
            TestRepository own = host.create("own.git", format);
            own.grow("main", host.put(ONE));
            assertThat(LfsTrip.lfs(trip.run(host.endpoint("own.git")))).isEqualTo(new Outcome.Stored(ONE.length, 1));
            Instant first = trip.clock.instant();
            own.grow("main", host.put(TWO));
            assertThat(LfsTrip.lfs(trip.run(host.endpoint("own.git")))).isEqualTo(new Outcome.Stored(TWO.length, 1));

            assertThat(LfsTrip.objects(trip.restored(first))).containsOnlyKeys(place(ONE_OID));
            Path now = trip.restored(trip.clock.instant());
            assertThat(Files.readAllBytes(now.resolve("lfs/objects").resolve(place(ONE_OID))))
                    .isEqualTo(ONE);
            assertThat(Files.readAllBytes(now.resolve("lfs/objects").resolve(place(TWO_OID))))
                    .isEqualTo(TWO);
            assertThat(host.downloads()).containsExactly(ONE_OID, TWO_OID);
            assertThat(host.batches()).containsExactly(List.of(ONE_OID), List.of(TWO_OID));
            assertThat(trip.head().completeness()).isEqualTo(Completeness.COMPLETE);
        }

        @Test
        void whatIsUnchangedAsksTheLfsServerForNothing() {
            host.put(ONE);
            host.put(TWO);
            pointToBoth();
            run();
            host.requests();
            assertThat(run().counts()).isEqualTo(Map.of("unchanged", 2L));
            assertThat(host.requests()).noneMatch(request -> request.contains("lfs"));
        }

        @Test
        void anObjectThatComesAgainInAnotherCommitIsNotFetchedAgain() {
            repository.grow("main", host.put(ONE));
            run();
            repository.grow("main", "something else");
            repository.grow("other", ScriptedLfsHost.pointer(ONE));
            BackupReport report = run();
            assertThat(report.counts()).isEqualTo(Map.of("stored", 1L, "unchanged", 1L));
            assertThat(host.downloads()).containsExactly(ONE_OID);
        }

        @Test
        void aRepositoryWithoutPointersHasNoSuchPartInOneRecordAndWithoutARequest() {
            repository.grow("main", "nothing large");
            assertThat(LfsTrip.lfs(run())).isInstanceOf(Outcome.Absent.class);
            assertThat(host.requests()).noneMatch(request -> request.contains("lfs"));
            assertThat(trip.head().number()).isEqualTo(1);
            assertThat(trip.head().completeness()).isEqualTo(Completeness.COMPLETE);
        }

        @Test
        void pointersToEmptyFilesAreNotAskedFor() {
            repository.grow("main", ScriptedLfsHost.pointer(new byte[0]));
            assertThat(LfsTrip.lfs(run())).isInstanceOf(Outcome.Absent.class);
        }

        @Test
        void manyObjectsAreAskedForByTheHundred() {
            List<byte[]> many = IntStream.range(0, 230)
                    .mapToObj(i -> ("object " + i).getBytes(StandardCharsets.UTF_8))
                    .toList();
            many.forEach(bytes -> repository.set(
                    "refs/heads/b" + new String(bytes, StandardCharsets.UTF_8).replace(' ', '-'),
                    repository.commit(host.put(bytes))));
            run().throwIfFailed();
            assertThat(host.batches()).extracting(List::size).containsExactly(100, 100, 30);
            assertThat(host.downloads()).hasSize(230).doesNotHaveDuplicates();
        }

        @Test
        void afreshFetchesEverythingAgain() {
            repository.grow("main", host.put(ONE));
            run();
            BackupReport again = trip.run(endpoint(), Scope.everything().afresh());
            assertThat(LfsTrip.lfs(again)).isEqualTo(new Outcome.Stored(ONE.length, 1));
            assertThat(host.downloads()).containsExactly(ONE_OID, ONE_OID);
            assertThat(trip.blobs()).isEqualTo(2);
            assertThat(run().counts()).isEqualTo(Map.of("unchanged", 2L));
        }

        @Test
        void theVaultVerifiesAndADrillBringsTheObjectsBack() {
            host.put(ONE);
            host.put(TWO);
            pointToBoth();
            run();
            var report = VerifyEngine.builder()
                    .vault(trip.vault)
                    .depth(Depth.DRILL)
                    .build()
                    .run();
            report.throwIfFailed();
            assertThat(report.damages()).isEmpty();
        }

        private String place(String oid) {
            return oid.substring(0, 2) + "/" + oid.substring(2, 4) + "/" + oid;
        }
    }

    @Nested
    class BetweenGitAndLfs {

        @Test
        void aRunThatDiesInBetweenLeavesARecordThatSaysWhatIsOwed() {
            repository.grow("main", host.put(ONE));
            trip.run(endpoint(), Scope.everything().parts(Part.GIT));
            assertThat(trip.head().completeness()).isEqualTo(Completeness.INCOMPLETE);
            assertThat(trip.head().part(Part.LFS).map(PartRecord::outcome)).hasValue("pending");

            BackupReport next = run();
            assertThat(next.counts()).isEqualTo(Map.of("stored", 1L, "unchanged", 1L));
            assertThat(restoredSizes()).containsExactly((long) ONE.length);
        }

        @Test
        void anIncrementThatDiesInBetweenDoesNotPassForComplete() {
            repository.grow("main", host.put(ONE));
            run();
            repository.grow("main", host.put(TWO));
            trip.run(endpoint(), Scope.everything().parts(Part.GIT));
            assertThat(trip.head().completeness()).isEqualTo(Completeness.INCOMPLETE);
            assertThat(trip.head().part(Part.LFS).map(PartRecord::outcome)).hasValue("incomplete");
            assertThat(restoredSizes()).containsExactly((long) ONE.length);

            assertThat(LfsTrip.lfs(run())).isEqualTo(new Outcome.Stored(TWO.length, 1));
            assertThat(host.downloads()).containsExactly(ONE_OID, TWO_OID);
        }

        @Test
        void lfsThatIsSwitchedOnLaterFindsWhatWasCapturedBefore() {
            repository.grow("main", host.put(ONE));
            BackupReport off = trip.run(endpoint().withLfs(LfsRules.OFF));
            assertThat(off.counts()).isEqualTo(Map.of("stored", 1L));
            assertThat(off.alarms()).noneMatch(alarm -> alarm.contains("LFS"));
            trip.run(endpoint().withLfs(LfsRules.OFF));
            assertThat(LfsTrip.lfs(run())).isEqualTo(new Outcome.Stored(ONE.length, 1));
            assertThat(restoredSizes()).containsExactly((long) ONE.length);
        }

        @Test
        void packsOfAWriterThatDidNotLookAreSaidToBeUnknownUntilACaptureAfresh() {
            repository.grow("main", host.put(ONE));
            trip.run(endpoint().withLfs(LfsRules.OFF));
            trip.forgetPointers();
            for (int i = 0; i < 2; i++) {
                assertThat(LfsTrip.missing(run())).singleElement().asString().contains("1 packs of git", "afresh");
            }
            trip.run(endpoint(), Scope.everything().afresh());
            assertThat(restoredSizes()).containsExactly((long) ONE.length);
            assertThat(run().counts()).isEqualTo(Map.of("unchanged", 2L));
        }

        @Test
        void whatWasFetchedBeforeTheHostSaidToWaitIsNotFetchedAgain() {
            host.put(ONE);
            host.put(TWO);
            pointToBoth();
            host.answer(200, 429);
            assertThat(LfsTrip.lfs(run())).isInstanceOf(Outcome.Deferred.class);
            assertThat(LfsTrip.lfs(run())).isInstanceOf(Outcome.Stored.class);
            assertThat(host.downloads()).hasSize(3);
            assertThat(trip.blobs()).isEqualTo(2);
            assertThat(restoredSizes()).hasSize(2);
        }
    }

    @Nested
    class Marks {

        private final InMemorySource source = InMemorySource.named("test");

        private BackupReport runMarked(String mark, GitEndpoint at) {
            RemoteRepository subject = RemoteRepository.builder(new RepositoryId("git.example", "1"))
                    .name("acme/a")
                    .url(URI.create("https://git.example/acme/a"))
                    .build();
            PartOffer git = PartOffer.git(Part.GIT, at).withMark(new ChangeMark(mark));
            source.offer(new SubjectOffer(subject, List.of(git)));
            return trip.run(source, Scope.everything());
        }

        @Test
        void thatHaveNotChangedSpareBothParts() {
            repository.grow("main", host.put(ONE));
            runMarked("m1", endpoint());
            host.requests();
            assertThat(runMarked("m1", endpoint()).counts()).isEqualTo(Map.of("unchanged", 2L));
            assertThat(host.requests()).isEmpty();
        }

        @Test
        void ofAGitPartThatFailedVouchForNothing() {
            repository.grow("main", ScriptedLfsHost.pointer(ONE));
            runMarked("m1", endpoint());
            host.put(ONE);
            repository.grow("main", host.put(TWO));
            BackupReport failed = runMarked("m2", host.endpoint("gone.git"));
            assertThat(failed.counts()).isEqualTo(Map.of("failed", 1L, "stored", 1L));
            assertThat(runMarked("m2", endpoint()).counts()).isEqualTo(Map.of("stored", 2L));
            assertThat(restoredSizes()).hasSize(2);
        }

        @Test
        void doNotSparePartsThatLackSomething() {
            repository.grow("main", ScriptedLfsHost.pointer(ONE));
            runMarked("m1", endpoint());
            host.put(ONE);
            assertThat(runMarked("m1", endpoint()).counts()).isEqualTo(Map.of("stored", 1L, "unchanged", 1L));
        }
    }
}
