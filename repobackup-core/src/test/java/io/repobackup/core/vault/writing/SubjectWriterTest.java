package io.repobackup.core.vault.writing;

import static io.repobackup.core.vault.VaultFixture.ID;
import static io.repobackup.core.vault.VaultFixture.recordKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.api.subject.Part;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.StoredGit;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultFixture;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.testkit.sink.Fault;
import io.repobackup.testkit.sink.SinkOperation;
import io.repobackup.testkit.sink.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SubjectWriterTest {

    private static final BlobKey LOG = BlobKey.of("log");

    private final VaultFixture fixture = new VaultFixture();

    @Test
    void whatIsAppendedIsRead() {
        RecordDraft draft = draft();

        LogRecord record = appended(fixture.writer().append(draft));

        assertThat(record.number()).isEqualTo(1);
        assertThat(record.subject().name()).isEqualTo("acme/tool");
        assertThat(record.subject().attributes()).containsEntry("visibility", "private");
        assertThat(record.parts()).isEqualTo(draft.parts());
        assertThat(record.header().run()).isEqualTo(VaultFixture.RUN.run().text());
        assertThat(fixture.vault.log(ID).read(1).map(LogRecord::header)).contains(record.header());
    }

    @Test
    void partsComeBackWithAllTheySay() {
        PartRecord good = PartRecord.of("stored", Instant.parse("2026-01-01T00:00:00.001Z"))
                .withContent(git())
                .withMark(new ChangeMark("etag-1"));
        PartRecord failed = PartRecord.of("failed", Instant.parse("2026-01-02T00:00:00Z"))
                .withNotes(List.of("timeout", "twice"))
                .withContentOf(good);
        RecordDraft draft = RecordDraft.of(
                RecordKind.SNAPSHOT,
                VaultFixture.repository("acme/tool"),
                io.repobackup.api.snapshot.SnapshotInfo.Completeness.INCOMPLETE,
                java.util.Map.of(Part.GIT, good, Part.WIKI, failed));

        LogRecord record = appended(fixture.writer().append(draft));

        assertThat(record.parts()).isEqualTo(draft.parts());
        assertThat(record.info().parts()).containsEntry(Part.WIKI, Instant.parse("2026-01-01T00:00:00.001Z"));
    }

    @Test
    void timeMovesOnWhenTheClockGoesBack() {
        SubjectWriter writer = fixture.writer();
        LogRecord first = appended(writer.append(draft()));
        fixture.clock.advance(Duration.ofDays(-1));

        LogRecord second = appended(writer.append(draft()));

        assertThat(second.time()).isEqualTo(first.time().plusMillis(1));
    }

    @Test
    void aWriterAppendsSeveralRecords() {
        SubjectWriter writer = fixture.writer();
        appended(writer.append(fixture.draft(RecordKind.PROGRESS, "acme/tool")));

        assertThat(appended(writer.append(draft())).number()).isEqualTo(2);
        assertThat(fixture.vault.log(ID).findings()).isEmpty();
    }

    @Test
    void aWriterThatWasOpenForLongerThanADayAppendsNothing() {
        SubjectWriter writer = fixture.writer();
        fixture.clock.advance(SubjectWriter.COMMIT_WINDOW);
        appended(writer.append(draft()));
        fixture.clock.advance(Duration.ofMillis(1));

        assertThat(writer.append(draft())).isInstanceOf(Committed.Expired.class);
        assertThat(fixture.vault.log(ID).head().number()).isEqualTo(1);
    }

    @Nested
    class LostAnswers {

        @Test
        void aRecordThatIsThereCountsAsAppended() {
            fixture.sink.inject(SinkOperation.PUT, Trigger.under(LOG).once(), Fault.doneButUnknown());

            assertThat(appended(fixture.writer().append(draft())).number()).isEqualTo(1);
            assertThat(fixture.vault.log(ID).head().number()).isEqualTo(1);
        }

        @Test
        void aRecordThatIsNotThereIsSentAgain() {
            fixture.sink.inject(SinkOperation.PUT, Trigger.under(LOG).once(), Fault.unknownAndNotDone());
            fixture.sink.inject(
                    SinkOperation.PUT, Trigger.under(LOG).nth(2), Fault.error(() -> new UnavailableException("503")));

            assertThat(appended(fixture.writer().append(draft())).number()).isEqualTo(1);
        }

        @Test
        void anAnswerThatIsLostEveryTimeIsUnknown() {
            fixture.sink.inject(SinkOperation.PUT, Trigger.under(LOG), Fault.unknownAndNotDone());

            assertThatThrownBy(() -> fixture.writer().append(draft())).isInstanceOf(OutcomeUnknownException.class);
        }

        @Test
        void aLostAnswerDoesNotHideThatAnotherWriterWon() {
            SubjectWriter late = fixture.writer();
            fixture.snapshot();
            fixture.sink.inject(SinkOperation.PUT, Trigger.under(LOG).once(), Fault.unknownAndNotDone());

            assertThat(late.append(draft())).isInstanceOf(Committed.Lost.class);
        }
    }

    @Nested
    class Races {

        @Test
        void theSecondWriterLosesAndMayAppendOnTheNewHead() {
            SubjectWriter slow = fixture.writer();
            fixture.snapshot();

            Committed committed = slow.append(draft());

            assertThat(committed).isInstanceOf(Committed.Lost.class);
            assertThat(slow.head().number()).isEqualTo(1);
            assertThat(appended(slow.append(draft())).number()).isEqualTo(2);
        }

        @Test
        void ofManyRacingWritersEachRecordHasOneWinner() {
            List<Committed> all = IntStream.range(0, 16)
                    .parallel()
                    .mapToObj(i -> untilAppended(SubjectWriter.open(
                            Vault.open(
                                    fixture.store.reopen(),
                                    VaultOptions.defaults().withClock(fixture.clock)),
                            ID,
                            VaultFixture.RUN,
                            0)))
                    .toList();

            assertThat(all).allMatch(Committed.Appended.class::isInstance);
            assertThat(fixture.vault.log(ID).records().map(LogRecord::number))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 16).mapToObj(i -> (long) i).toList());
            assertThat(fixture.vault.log(ID).findings()).isEmpty();
        }

        @Test
        void aNumberThatSomethingVoidTookMeanwhileIsPassedOver() {
            SubjectWriter writer = fixture.writer();
            BlobSink store = fixture.store;
            store.putIfAbsent(recordKey(1), new byte[] {1}, BlobOptions.of(BlobClass.STATE));
            store.putIfAbsent(recordKey(2), new byte[] {2}, BlobOptions.of(BlobClass.STATE));

            LogRecord record = appended(writer.append(draft()));

            assertThat(record.number()).isEqualTo(3);
            assertThat(record.header().previous()).isEmpty();
            assertThat(writer.findings()).isEmpty();
        }

        private Committed untilAppended(SubjectWriter writer) {
            Committed committed = writer.append(draft());
            while (committed instanceof Committed.Lost) {
                committed = writer.append(draft());
            }
            return committed;
        }
    }

    @Nested
    class Packs {

        private final StoredGit git = git();

        @Test
        void packsThatAreThereAreNotMissing() {
            appended(fixture.writer().append(fixture.draft(git)));

            assertThat(fixture.writer().missingBlobs()).isEmpty();
            assertThat(fixture.writer().findings()).isEmpty();
        }

        @Test
        void packsThatVanishedOrChangedTheirSizeAreMissing() {
            appended(fixture.writer().append(fixture.draft(git)));
            PackEntry pack = git.packs().get(0);
            fixture.store.lose(pack.bundle().key());
            fixture.store.tamper(pack.index().key(), new byte[1]);

            SubjectWriter writer = fixture.writer();

            assertThat(writer.missingBlobs())
                    .containsExactlyInAnyOrder(pack.bundle().key(), pack.index().key());
            assertThat(writer.findings()).extracting(Finding::kind).containsOnly(Finding.Kind.MISSING_BLOB);
        }

        @Test
        void theCatalogsNumberSparesReading() {
            for (int i = 0; i < 10; i++) {
                fixture.snapshot();
            }
            long opens = fixture.sink.calls(SinkOperation.OPEN);

            SubjectWriter writer = SubjectWriter.open(fixture.vault, ID, VaultFixture.RUN, 10);

            assertThat(writer.head().number()).isEqualTo(10);
            assertThat(fixture.sink.calls(SinkOperation.OPEN) - opens).isEqualTo(2);
        }
    }

    private StoredGit git() {
        PackEntry pack = VaultFixture.pack(fixture.vault.blobs(ID), 1);
        GitContent content = new GitContent(VaultFixture.refs(VaultFixture.ref("refs/heads/main", 1)), List.of(pack));
        return fixture.vault.contents(ID).store(content);
    }

    private RecordDraft draft() {
        return fixture.draft(RecordKind.SNAPSHOT, "acme/tool");
    }

    private static LogRecord appended(Committed committed) {
        assertThat(committed).isInstanceOf(Committed.Appended.class);
        return ((Committed.Appended) committed).record();
    }
}
