package io.repobackup.core.lock;

import static io.repobackup.core.lock.LockBench.QUARTER;
import static io.repobackup.core.lock.LockBench.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Severity;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Retention;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import io.repobackup.core.lock.LockReport.Kind;
import io.repobackup.core.lock.LockReport.Trouble;
import io.repobackup.core.vault.SinkWith;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import io.repobackup.testkit.time.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LockRunTest {

    private final LockBench bench = new LockBench();

    @Nested
    class WhatIsLocked {

        @Test
        void recordsBlobsSignpostAndCatalogsAndNoReports() {
            LockBench unlocked = new LockBench(InMemoryBlobSink::on, options -> options);
            unlocked.backUp(2);
            LockReport report = unlocked.extend(builder -> builder);
            Instant end = unlocked.clock.instant().plus(QUARTER);
            assertThat(report.until()).isEqualTo(end);
            assertThat(unlocked.store.keys()).allSatisfy(key -> {
                boolean ofARun = key.text().startsWith("runs/");
                assertThat(unlocked.store.lockEnd(key).isPresent())
                        .as(key.text())
                        .isEqualTo(!ofARun);
            });
            assertThat(report.locked()).isEqualTo(2 + 1 + 2 + 2);
            assertThat(report.already()).isZero();
            assertThat(report.severity()).isEqualTo(Severity.OK);
            assertThat(report.entries()).extracting(LockReport.Entry::subject).containsExactly(id(1), id(2));
            report.throwIfFailed();
        }

        @Test
        void condemnedBlobsAreNotUnlessAKeptSnapshotNamesThem() {
            bench.backUp(1);
            BlobKey alone = bench.addBlobOnlyToASnapshotOf(1);
            BlobKey shared = bench.blobs(1, 1).get(0);
            bench.prune(1, Set.of(2L), List.of(alone, shared));
            Instant before = bench.store.lockEnd(alone).orElseThrow();
            bench.clock.advance(Duration.ofDays(30));
            bench.extend(builder -> builder);
            assertThat(bench.store.lockEnd(alone)).contains(before);
            assertThat(bench.store.lockEnd(shared))
                    .contains(bench.clock.instant().plus(QUARTER));
        }

        @Test
        void ofADamagedLogEverythingThatIsThere() {
            bench.backUp(1);
            BlobKey first = bench.blobs(1, 1).get(0);
            bench.store.tamper(SubjectKeys.of(id(1)).record(1), new byte[] {1});
            bench.clock.advance(Duration.ofDays(30));
            LockReport report = bench.extend(builder -> builder);
            assertThat(bench.store.lockEnd(first)).contains(report.until());
            assertThat(report.troubles()).extracting(Trouble::kind).contains(Kind.DOUBTFUL);
            assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        }

        @Test
        void ofALogThatIsLostAsAWholeEverythingThatIsThere() {
            bench.backUp(2);
            BlobKey first = bench.blobs(1, 1).get(0);
            bench.store.lose(SubjectKeys.of(id(1)).record(1));
            bench.clock.advance(Duration.ofDays(30));
            LockReport report = bench.extend(builder -> builder);
            assertThat(bench.store.lockEnd(first)).contains(report.until());
            assertThat(report.troubles().map(Trouble::text))
                    .singleElement()
                    .asString()
                    .contains("DOUBTFUL", "a catalog knows records up to 1", "ends at 0");
        }

        @Test
        void withVersionsTheOldestAndNotWhatAnAttackerPutOverIt() {
            LockBench versioned = new LockBench(InMemoryBlobSink::versioned);
            versioned.backUp(1);
            BlobKey key = versioned.blobs(1, 1).get(0);
            Versions versions = versioned.store.facet(Versions.class).orElseThrow();
            StoredBlob meant = versions.oldest(key, any -> true, 1_000).get(0);
            versioned.clock.advance(Duration.ofDays(80));
            versioned.store.overwrite(key, new byte[] {6, 6, 6});
            versioned.store.hide(key);
            assertThat(versioned.extend(builder -> builder).severity()).isEqualTo(Severity.OK);
            versioned.clock.advance(Duration.ofDays(20));
            versioned.attack();
            assertThat(versions.oldest(key, any -> true, 1_000)).containsExactly(meant);
        }

        @Test
        void whatWasJustStoredNeedsNoRequest() {
            bench.backUp(1);
            bench.clock.advance(Duration.ofDays(31));
            bench.backUp(1);
            LockReport report =
                    bench.extend(builder -> builder.lockedAtPut(QUARTER).renewWhenLeft(Duration.ofDays(60)));
            // Two files of the vault, a record and a segment are older; a catalog, a record and a segment are not.
            assertThat(report.locked()).isEqualTo(2 + 2);
            assertThat(report.already()).isEqualTo(1 + 2);
            assertThat(bench.store.lockEnd(bench.blobs(1, 1).get(0))).contains(report.until());
        }

        @Test
        void aClockThatIsBehindTheStoresShortensNoLock() {
            bench.backUp(1);
            LockReport report =
                    bench.extend(builder -> builder.clock(FakeClock.at(Instant.parse("2020-01-01T00:00:00Z"))));
            assertThat(report.until()).isEqualTo(bench.clock.instant().plus(QUARTER));
        }

        @Test
        void allSharesTogetherAreEverySubjectOnce() {
            bench.backUp(20);
            List<Object> subjects = new ArrayList<>();
            IntStream.range(0, 4)
                    .forEach(index -> bench.extend(builder -> builder.share(index, 4))
                            .entries()
                            .forEach(entry -> subjects.add(entry.subject())));
            assertThat(subjects).hasSize(20).doesNotHaveDuplicates();
            assertThat(bench.extend(builder -> builder.only(id(3))).entries())
                    .extracting(LockReport.Entry::subject)
                    .containsExactly(id(3));
        }
    }

    @Nested
    class Troubles {

        @Test
        void whatIsMissingIsNamedAndTheOthersAreLocked() {
            bench.backUp(2);
            BlobKey lost = bench.blobs(1, 1).get(0);
            bench.store.lose(lost);
            bench.clock.advance(Duration.ofDays(1));
            LockReport report = bench.extend(builder -> builder);
            assertThat(report.troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.MISSING);
                assertThat(trouble.key()).isEqualTo(lost);
            });
            assertThat(bench.store.lockEnd(bench.blobs(2, 1).get(0))).contains(report.until());
            assertThatThrownBy(report::throwIfFailed)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining(lost.text())
                    .hasMessageContaining("LOCKS.md");
        }

        @Test
        void aStoreThatRefusesIsNotAskedForTheRestOfASubject() {
            IntStream.range(0, 12).forEach(run -> bench.backUp(1));
            Retention refusing = (blob, until) -> {
                throw new AccessDeniedException("the retention is not yours to set");
            };
            Vault vault = Vault.open(
                    SinkWith.facet(bench.store, refusing),
                    VaultOptions.defaults().withClock(bench.clock));
            LockReport report =
                    LockEngine.builder().vault(vault).keepFor(QUARTER).build().run();
            assertThat(report.locked()).isZero();
            assertThat(report.severity()).isEqualTo(Severity.FAILED);
            assertThat(report.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.tally().troubles()).hasSize(9);
                assertThat(entry.tally().troubles().get(8).kind()).isEqualTo(Kind.UNREAD);
                assertThat(entry.tally().troubles().get(0).cause()).contains("not yours to set");
            });
        }

        @Test
        void aSubjectThatCannotBeReadIsNamedAndTheOthersAreLocked() {
            bench.backUp(2);
            bench.sink.inject(
                    SinkOperation.OPEN,
                    Trigger.under(SubjectKeys.of(id(1)).log()),
                    Fault.error(() -> new UnavailableException("cable cut")));
            LockReport report = bench.extend(builder -> builder);
            assertThat(report.troubles()).singleElement().satisfies(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.UNREAD);
                assertThat(trouble.cause()).contains("cable cut");
            });
            assertThat(report.severity()).isEqualTo(Severity.FAILED);
            assertThat(report.entries()).hasSize(2);
        }

        @Test
        void anInterruptEndsItWithAReportAndTheFlagSet() {
            bench.backUp(3);
            Thread.currentThread().interrupt();
            LockReport report = bench.extend(builder -> builder);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.complete()).isFalse();
            assertThat(report.severity()).isEqualTo(Severity.INCOMPLETE);
        }

        @Test
        void aListenerHearsOfEachSubjectAndDoesNoHarm() {
            bench.backUp(3);
            List<Object> heard = Collections.synchronizedList(new ArrayList<>());
            LockReport report = bench.extend(builder -> builder.listener(entry -> {
                heard.add(entry.subject());
                throw new IllegalStateException("a listener that fails");
            }));
            assertThat(heard).containsExactlyInAnyOrder(id(1), id(2), id(3));
            assertThat(report.severity()).isEqualTo(Severity.OK);
        }

        @Test
        void aSubjectThatNobodyKnowsIsRefused() {
            bench.backUp(1);
            assertThatThrownBy(() -> bench.extend(builder -> builder.only(id(9))))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Nested
    class Settings {

        @Test
        void aStoreWithoutLocksIsRefused() {
            Vault plain = Vault.openOrCreate(InMemoryBlobSink.create());
            assertThatThrownBy(() ->
                            LockEngine.builder().vault(plain).keepFor(QUARTER).build())
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("Object Lock");
        }

        @Test
        void aVaultAndADurationAreNeeded() {
            assertThatThrownBy(() -> LockEngine.builder().vault(bench.vault).build())
                    .isInstanceOf(MisconfiguredException.class);
            assertThatThrownBy(() -> LockEngine.builder().keepFor(QUARTER).build())
                    .isInstanceOf(MisconfiguredException.class);
        }

        @Test
        void renewingLocksBeforeTheyAreMadeIsRefused() {
            assertThatThrownBy(() -> bench.extend(builder -> builder.renewWhenLeft(QUARTER.plusDays(1))))
                    .isInstanceOf(MisconfiguredException.class);
            assertThatThrownBy(() -> LockEngine.builder().keepFor(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
