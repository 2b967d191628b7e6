package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.git.LfsRules;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.sink.Sha256;
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
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LFS objects of a server that does not do as it should, through engine, vault and directories. */
class LfsBackupTest {

    private static final byte[] ONE = random(1, 300_000);
    private static final byte[] TWO = random(2, 5_000);
    private static final String ONE_OID = Sha256.of(ONE).hex();
    private static final String TWO_OID = Sha256.of(TWO).hex();

    @TempDir
    Path dir;

    private ScriptedLfsHost host;
    private TestRepository repository;
    private LfsTrip trip;

    @BeforeEach
    void open() {
        host = new ScriptedLfsHost(dir.resolve("host"));
        repository = host.create("a.git", ObjectFormat.SHA1);
        trip = new LfsTrip(dir);
    }

    @AfterEach
    void close() {
        trip.close();
        host.close();
    }

    private static byte[] random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private GitEndpoint endpoint() {
        return host.endpoint("a.git");
    }

    private BackupReport run() {
        return trip.run(endpoint());
    }

    /** A commit with pointers to both objects. */
    private void pointToBoth() {
        repository.grow("main", ScriptedLfsHost.pointer(ONE));
        repository.grow("main", ScriptedLfsHost.pointer(TWO));
    }

    private List<Long> restoredSizes() {
        return List.copyOf(LfsTrip.objects(trip.restored(trip.clock.instant())).values());
    }

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

    @Nested
    class Bodies {

        @Test
        void aBodyThatBreaksOffIsGoneOnWith() {
            repository.grow("main", host.put(ONE));
            host.cut(100_000, 150_000);
            run().throwIfFailed();
            assertThat(host.downloads())
                    .containsExactly(ONE_OID, ONE_OID + " bytes=100000-", ONE_OID + " bytes=250000-");
            assertThat(restoredSizes()).containsExactly((long) ONE.length);
        }

        @Test
        void aServerThatKnowsNoRangesSendsAllOfItAgain() {
            repository.grow("main", host.put(ONE));
            host.ignoreRanges();
            host.cut(100_000, 200_000);
            run().throwIfFailed();
            assertThat(host.downloads()).hasSize(3);
            assertThat(restoredSizes()).containsExactly((long) ONE.length);
        }

        @Test
        void aBodyThatAlwaysBreaksOffAtOnePlaceIsMissing() {
            repository.grow("main", host.put(ONE));
            host.cut(1_000, 0, 0, 0, 0, 0, 0);
            assertThat(LfsTrip.missing(run())).singleElement().asString().contains(ONE_OID, "broke off");
            assertThat(host.downloads()).hasSize(4);
            assertThat(trip.blobs()).isZero();
        }

        @Test
        void otherBytesAreNotKept() {
            pointToBoth();
            host.put(ONE_OID, random(3, ONE.length));
            host.put(TWO_OID, TWO);
            assertThat(LfsTrip.missing(run())).singleElement().asString().contains(ONE_OID, "SHA-256");
            assertThat(restoredSizes()).containsExactly((long) TWO.length);
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 1})
        void bytesOfAnotherLengthAreNotKept(int more) {
            repository.grow("main", ScriptedLfsHost.pointer(ONE));
            host.put(ONE_OID, random(1, ONE.length + more));
            assertThat(LfsTrip.missing(run())).singleElement().asString().contains(ONE_OID, ONE.length + " bytes");
            assertThat(trip.blobs()).isZero();
        }
    }

    @Nested
    class States {

        @Test
        void whatTheServerDoesNotHaveIsNamedAndComesWhenItIsThere() {
            host.put(TWO);
            pointToBoth();
            for (int i = 0; i < 2; i++) {
                assertThat(LfsTrip.missing(run()))
                        .singleElement()
                        .asString()
                        .contains(ONE_OID, "missing on the server", "Object does not exist");
            }
            assertThat(trip.head().completeness()).isEqualTo(Completeness.INCOMPLETE);
            long records = trip.head().number();
            run();
            assertThat(trip.head().number()).isEqualTo(records);
            host.put(ONE);
            assertThat(LfsTrip.lfs(run())).isEqualTo(new Outcome.Stored(ONE.length, 1));
            assertThat(host.downloads()).containsExactly(TWO_OID, ONE_OID);
            assertThat(trip.head().completeness()).isEqualTo(Completeness.COMPLETE);
        }

        @ParameterizedTest
        @ValueSource(ints = {403, 509})
        void aRepositoryOverItsQuotaIsSaidToBeAndAskedOnlyOnce(int status) {
            List<byte[]> many = IntStream.range(0, 150)
                    .mapToObj(i -> ("object " + i).getBytes(StandardCharsets.UTF_8))
                    .toList();
            for (int i = 0; i < many.size(); i++) {
                repository.set("refs/heads/b" + i, repository.commit(host.put(many.get(i))));
            }
            host.answerBatches(status, "This repository is over its data quota.");
            assertThat(LfsTrip.missing(run()))
                    .singleElement()
                    .asString()
                    .contains("150 contents", "over quota", "over its data quota");
            assertThat(host.batches()).hasSize(1);
            host.answerBatches(200, "");
            assertThat(LfsTrip.lfs(run())).isInstanceOf(Outcome.Stored.class);
        }

        @Test
        void credentialsThatMayNotReadAreForbidden() {
            repository.grow("main", host.put(ONE));
            host.answerBatches(403, "You may not");
            assertThat(LfsTrip.lfs(run()))
                    .isInstanceOfSatisfying(
                            Outcome.Forbidden.class,
                            forbidden -> assertThat(forbidden.permission()).contains("You may not"));
        }

        @Test
        void aHostWithoutAnLfsServerLacksEverythingAndTheLedgerSaysSo() {
            pointToBoth();
            host.answerBatches(404, "Not found");
            assertThat(LfsTrip.missing(run()))
                    .singleElement()
                    .asString()
                    .contains("2 contents", "missing on the server", "no LFS server");
            assertThat(trip.ledger()).containsOnlyKeys(ONE_OID, TWO_OID);
            assertThat(trip.ledger().values()).allSatisfy(entry -> {
                assertThat(entry.missing())
                        .hasValueSatisfying(why -> assertThat(why).startsWith("missing on the server"));
                assertThat(entry.attempts()).isEqualTo(1);
            });
        }

        @Test
        void aServerThatAnswersNoBatchFailsThePart() {
            pointToBoth();
            host.answerBatches(500, "oops");
            assertThat(LfsTrip.lfs(run())).isInstanceOf(Outcome.Failed.class);
        }

        @Test
        void aServerThatGivesNoBytesFailsThePartAndIsNotAskedForEveryObject() {
            for (int i = 0; i < 120; i++) {
                byte[] bytes = ("object " + i).getBytes(StandardCharsets.UTF_8);
                repository.set("refs/heads/b" + i, repository.commit(host.put(bytes)));
            }
            host.answerDownloads(500);
            assertThat(LfsTrip.lfs(run())).isInstanceOf(Outcome.Failed.class);
            assertThat(host.downloads()).hasSizeLessThan(50);
            host.answerDownloads(200);
            assertThat(LfsTrip.lfs(run())).isInstanceOf(Outcome.Stored.class);
        }

        @Test
        void eachObjectHasItsOwnState() {
            host.put(ONE);
            host.put(TWO);
            byte[] three = random(3, 10);
            repository.grow("third", host.put(three));
            pointToBoth();
            host.refuse(ONE_OID, 410, "removed by its owner");
            host.refuse(TWO_OID, 422, "bad size");
            assertThat(LfsTrip.missing(run()))
                    .anyMatch(line -> line.contains(ONE_OID) && line.contains("missing on the server"))
                    .anyMatch(line -> line.contains(TWO_OID) && line.contains("refused by the server"))
                    .hasSize(2);
            assertThat(restoredSizes()).containsExactly((long) three.length);
        }

        @Test
        void tooManyAtOnceIsAskedForByHalves() {
            for (int i = 0; i < 90; i++) {
                byte[] bytes = ("object " + i).getBytes(StandardCharsets.UTF_8);
                repository.set("refs/heads/b" + i, repository.commit(host.put(bytes)));
            }
            host.takeAtMost(30);
            run().throwIfFailed();
            assertThat(host.batches()).extracting(List::size).startsWith(90, 50, 25, 25);
            assertThat(host.downloads()).hasSize(90).doesNotHaveDuplicates();
        }
    }

    @Nested
    class Answers {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "[]",
                    "{}",
                    "{\"objects\":null}",
                    "{\"objects\":[1]}",
                    "{\"objects\":[{}]}",
                    "{\"objects\":[]}",
                    "{\"objects\":[{\"oid\":\"OID\"}]}",
                    "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{}}}]}",
                    "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"no address\"}}}]}",
                    "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"/relative\"}}}]}",
                    "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"file:///etc/passwd\"}}}]}",
                    "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"HOST/x\",\"header\":{\"a b\":\"c\"}}}}]}",
                    "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"HOST/x\",\"header\":{\"A\":\"c\\nd\"}}}}]}",
                    "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"HOST/x\",\"expires_in\":\"soon\"}}}]}",
                    "{\"objects\":[{\"oid\":\"OID\",\"error\":{}}]}",
                    "{\"transfer\":\"tus\",\"objects\":[]}",
                    "{\"hash_algo\":\"md5\",\"objects\":[]}"
                })
        void thatMakeNoSenseLeaveTheObjectMissingAndTheRepositoryStored(String document) {
            repository.grow("main", host.put(ONE));
            host.say(document.replace("OID", ONE_OID).replace("HOST", host.address()));
            BackupReport report = run();
            assertThat(LfsTrip.lfs(report))
                    .isInstanceOfAny(Outcome.Incomplete.class, Outcome.Failed.class)
                    .satisfies(outcome -> assertThat(
                                    outcome instanceof Outcome.Failed failed
                                            ? failed.cause()
                                            : new io.repobackup.api.failure.NotFoundException(""))
                            .isInstanceOf(io.repobackup.api.failure.RepobackupException.class));
            assertThat(report.counts()).containsEntry("stored", 1L);
            assertThat(trip.blobs()).isZero();
        }

        @Test
        void aRefusalInTheMiddleOfARunAsksForOtherCredentialsOnce() {
            repository.grow("main", host.put(ONE));
            host.refuseCredentials(1);
            Renewing tokens = new Renewing();
            assertThat(LfsTrip.lfs(trip.run(endpoint().withCredentials(tokens))))
                    .isInstanceOf(Outcome.Stored.class);
            assertThat(tokens.rejected).isEqualTo(1);
        }

        @Test
        void credentialsThatTheServerEchoesGetNowhere() {
            repository.grow("main", host.put(ONE));
            host.answerBatches(403, "You sent ");
            assertThat(LfsTrip.lfs(trip.run(endpoint().withCredentials(new Renewing()))))
                    .isInstanceOfSatisfying(
                            Outcome.Forbidden.class,
                            forbidden -> assertThat(forbidden.permission())
                                    .contains("You sent")
                                    .doesNotContain("bearer-of-0"));
        }

        private static final class Renewing implements CredentialsProvider {

            private int rejected;

            @Override
            public String identity() {
                return "renewing";
            }

            @Override
            public Credentials current() {
                return new Credentials.Bearer(Secret.of(("bearer-of-" + rejected).toCharArray()));
            }

            @Override
            public void rejected(Credentials credentials) {
                rejected++;
            }
        }
    }

    @Nested
    class Addresses {

        @Test
        void anAddressThatHasExpiredIsAskedForAgainForWhatIsLeft() {
            host.put(ONE);
            host.put(TWO);
            pointToBoth();
            host.expireAfter(1);
            run().throwIfFailed();
            assertThat(host.batches()).extracting(List::size).containsExactly(2, 1);
            assertThat(restoredSizes()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {",\"expires_in\":3", ",\"expires_at\":\"2001-01-01T00:00:00Z\""})
        void anAddressThatIsAboutToExpireIsNotUsed(String life) {
            host.put(ONE);
            host.put(TWO);
            pointToBoth();
            host.live(life);
            run().throwIfFailed();
            assertThat(host.batches()).hasSizeGreaterThan(1);
            assertThat(host.downloads()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {",\"expires_in\":3600", ",\"expires_at\":\"0001-01-01T00:00:00Z\"", ",\"expires_in\":0"})
        void anAddressThatLivesIsAskedForOnce(String life) {
            host.put(ONE);
            host.put(TWO);
            pointToBoth();
            host.live(life);
            run().throwIfFailed();
            assertThat(host.batches()).hasSize(1);
        }

        @Test
        void anotherHostIsRefusedAndNamedUnlessTheRuleAllowsIt() {
            try (ScriptedLfsHost other = new ScriptedLfsHost(dir.resolve("other"))) {
                repository.grow("main", host.put(ONE));
                other.put(ONE);
                host.storeAt(other.address());
                assertThat(LfsTrip.missing(run()))
                        .singleElement()
                        .asString()
                        .contains("refused host", other.address().substring("http://".length()), "SAME_HOST");
                assertThat(other.requests()).isEmpty();

                other.storeAt("no matter");
                GitEndpoint secret = endpoint().withCredentials(credentials());
                assertThat(LfsTrip.lfs(trip.run(secret.withLfs(LfsRules.ANY_HOST))))
                        .isInstanceOf(Outcome.Stored.class);
                assertThat(other.authorizations()).containsExactly("null");
            }
        }

        @Test
        void aRedirectToAnotherHostIsRefusedLikeIt() {
            try (ScriptedLfsHost other = new ScriptedLfsHost(dir.resolve("other"))) {
                repository.grow("main", host.put(ONE));
                other.put(ONE);
                other.storeAt("no matter");
                host.redirectTo(other.address());
                assertThat(LfsTrip.missing(run())).singleElement().asString().contains("refused host");
                assertThat(LfsTrip.lfs(trip.run(endpoint().withLfs(LfsRules.ANY_HOST))))
                        .isInstanceOf(Outcome.Stored.class);
            }
        }

        @Test
        void credentialsGoAlongUnlessTheServerHandsOutItsOwn() {
            repository.grow("main", host.put(ONE));
            trip.run(endpoint().withCredentials(credentials()));
            assertThat(host.authorizations()).singleElement().asString().startsWith("Basic ");

            host.authenticated();
            repository.grow("main", host.put(TWO));
            trip.run(endpoint().withCredentials(credentials()));
            assertThat(host.authorizations()).containsExactly("null");
        }

        private CredentialsProvider credentials() {
            return CredentialsProvider.fixed("me", new Credentials.Basic("me", Secret.of("secret".toCharArray())));
        }
    }
}
