package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.credential.Credentials;
import io.repobackup.api.credential.CredentialsProvider;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.snapshot.SnapshotInfo.Completeness;
import io.repobackup.core.git.server.ScriptedLfsHost;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LFS servers that do not do as they should: bodies, states of objects, answers. */
class LfsServersTest extends LfsScene {

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
}
