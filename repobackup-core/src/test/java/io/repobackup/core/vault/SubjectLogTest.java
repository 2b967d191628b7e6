package io.repobackup.core.vault;

import static io.repobackup.core.vault.VaultFixture.ID;
import static io.repobackup.core.vault.VaultFixture.recordKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.core.vault.Finding.Kind;
import io.repobackup.core.vault.json.Gzip;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.sink.SinkOperation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SubjectLogTest {

    private final VaultFixture fixture = new VaultFixture();
    private final SubjectLog log = fixture.vault.log(ID);

    @Test
    void emptyLogEndsAtZero() {
        assertThat(log.head()).isEqualTo(new LogHead(0, Optional.empty(), Optional.empty(), false, List.of()));
        assertThat(log.records()).isEmpty();
        assertThat(log.newestFirst()).isEmpty();
        assertThat(log.read(1)).isEmpty();
    }

    @Test
    void recordsAreNumberedAndChained() {
        LogRecord first = fixture.snapshot();
        LogRecord second = fixture.snapshot();

        assertThat(first.number()).isEqualTo(1);
        assertThat(first.header().previous()).isEmpty();
        assertThat(second.header().previous()).contains(new RecordLink(1, digestOfLine(1)));
        assertThat(log.head().record().map(LogRecord::header)).contains(second.header());
        assertThat(log.head().findings()).isEmpty();
        assertThat(log.records()).extracting(LogRecord::header).containsExactly(first.header(), second.header());
        assertThat(log.newestFirst()).extracting(LogRecord::number).containsExactly(2L, 1L);
        assertThat(log.read(1).map(LogRecord::header)).contains(first.header());
    }

    @Test
    void headIsFoundByReadingTwoRecordsHoweverLongTheLog() {
        for (int i = 0; i < 20; i++) {
            fixture.snapshot();
        }
        long opens = fixture.sink.calls(SinkOperation.OPEN);

        assertThat(log.head().number()).isEqualTo(20);
        assertThat(fixture.sink.calls(SinkOperation.OPEN) - opens).isEqualTo(2);
        assertThat(log.headFrom(20).number()).isEqualTo(20);
        assertThat(fixture.sink.calls(SinkOperation.OPEN) - opens).isEqualTo(4);
    }

    @Test
    void secondLineIsIgnored() {
        fixture.snapshot();
        rewrite(1, text -> text + "{\"key\":\"k\",\"signature\":\"s\"}\n");

        assertThat(log.head().findings()).isEmpty();
        assertThat(log.read(1)).isPresent();
    }

    @Nested
    class VoidRecords {

        @Test
        void garbageIsVoidAndOccupiesItsNumber() {
            fixture.snapshot();
            put(2, "not gzip at all".getBytes(StandardCharsets.UTF_8));

            LogHead head = log.head();

            assertThat(head.number()).isEqualTo(2);
            assertThat(head.record().map(LogRecord::number)).contains(1L);
            assertThat(head.findings()).extracting(Finding::kind).containsExactly(Kind.VOID_RECORD);
            assertThatThrownBy(() -> log.read(2)).isInstanceOf(CorruptedException.class);
        }

        @Test
        void theNextRecordFollowsTheLastValidOne() {
            fixture.snapshot();
            put(2, Gzip.compress("{}\n".getBytes(StandardCharsets.UTF_8)));

            LogRecord third = fixture.snapshot();

            assertThat(third.number()).isEqualTo(3);
            assertThat(third.header().previous().map(RecordLink::number)).contains(1L);
            assertThat(log.records()).extracting(LogRecord::number).containsExactly(1L, 3L);
            assertThat(log.newestFirst()).extracting(LogRecord::number).containsExactly(3L, 1L);
        }

        @Test
        void aFirstRecordMayBeVoid() {
            put(1, new byte[0]);

            LogRecord second = fixture.snapshot();

            assertThat(second.number()).isEqualTo(2);
            assertThat(second.header().previous()).isEmpty();
            assertThat(log.records()).extracting(LogRecord::number).containsExactly(2L);
        }

        @Test
        void aRecordOfAnotherVaultIsVoid() {
            fixture.snapshot();
            copyFrom(new VaultFixture(), 1, 2);

            assertThat(log.head().findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(Kind.VOID_RECORD);
                assertThat(finding.text()).contains("vault");
            });
        }

        @Test
        void aRecordUnderAnotherNumberIsVoid() {
            fixture.snapshot();
            put(2, fixture.store.content(recordKey(1)));

            assertThat(log.head().record().map(LogRecord::number)).contains(1L);
            assertThat(log.findings())
                    .singleElement()
                    .extracting(Finding::text)
                    .asString()
                    .contains("number");
        }

        @Test
        void aRecordOfAnotherSubjectIsVoid() {
            fixture.snapshot();
            SubjectLog other = fixture.vault.log(new RepositoryId("git.example", "43"));
            BlobKey key = SubjectKeys.of(other.subject()).record(1);
            fixture.store.putIfAbsent(key, fixture.store.content(recordKey(1)), BlobOptions.of(BlobClass.STATE));

            assertThat(other.head().record()).isEmpty();
            assertThat(other.head().number()).isEqualTo(1);
        }

        @Test
        void aForkIsVoidForEveryReader() {
            fixture.snapshot();
            LogRecord second = fixture.snapshot();
            fixture.snapshot();
            put(4, fork(second, 4));
            put(5, fork(second, 5));

            assertThat(log.head().number()).isEqualTo(5);
            assertThat(log.head().record().map(LogRecord::number)).contains(3L);
            assertThat(log.headFrom(3).record().map(LogRecord::number)).contains(3L);
            assertThat(log.headFrom(5).record().map(LogRecord::number)).contains(3L);
            assertThat(log.newestFirst()).extracting(LogRecord::number).containsExactly(3L, 2L, 1L);
        }

        @Test
        void aRecordThatFollowsNoneIsANewBeginningForEveryReader() {
            LogRecord first = fixture.snapshot();
            fixture.snapshot();
            put(3, fork(first, 3));

            assertThat(log.head().findings()).isEmpty();
            assertThat(log.head().record().map(LogRecord::number)).contains(3L);
            assertThat(log.headFrom(2).record().map(LogRecord::number)).contains(3L);
            assertThat(log.records()).extracting(LogRecord::number).containsExactly(1L, 2L, 3L);
            assertThat(log.newestFirst()).extracting(LogRecord::number).containsExactly(3L, 2L, 1L);
        }

        private byte[] fork(LogRecord template, long number) {
            RecordHeader header = template.header();
            RecordHeader forged = new RecordHeader(
                    header.vault(),
                    number,
                    "fork",
                    header.kind(),
                    header.time(),
                    header.run(),
                    header.engine(),
                    header.previous(),
                    header.requires());
            return RecordBytes.encode(
                    new LogRecord(
                            forged, template.subject(), template.completeness(), template.parts(), template.prune()),
                    Optional.empty());
        }
    }

    @Nested
    class Damage {

        @Test
        void rotInAnOldRecordLeavesAllOthersValid() {
            fixture.snapshot();
            fixture.snapshot();
            fixture.snapshot();
            fixture.store.tamper(recordKey(2), new byte[] {1});

            assertThat(log.head().record().map(LogRecord::number)).contains(3L);
            assertThat(log.records()).extracting(LogRecord::number).containsExactly(1L, 3L);
            assertThat(log.newestFirst()).extracting(LogRecord::number).containsExactly(3L, 1L);
            assertThat(log.findings()).extracting(Finding::kind).containsExactly(Kind.VOID_RECORD, Kind.DAMAGED_RECORD);
        }

        @Test
        void aReplacedRecordVoidsWhatFollowsIt() {
            fixture.snapshot();
            fixture.snapshot();
            rewrite(1, text -> text.replace("acme/tool", "evil/tool"));

            assertThat(log.records()).extracting(LogRecord::number).containsExactly(1L);
            assertThat(log.findings())
                    .singleElement()
                    .extracting(Finding::text)
                    .asString()
                    .contains("SHA-256");
        }
    }

    @Nested
    class Gaps {

        @Test
        void whatLiesBeyondAGapIsReportedAndNotUsed() {
            fixture.snapshot();
            fixture.snapshot();
            fixture.snapshot();
            fixture.store.lose(recordKey(2));

            LogHead head = log.head();

            assertThat(head.number()).isEqualTo(1);
            assertThat(head.findings()).extracting(Finding::kind).containsExactly(Kind.GAP, Kind.BEYOND_GAP);
            assertThat(log.records()).extracting(LogRecord::number).containsExactly(1L);
        }

        @Test
        void aGapThatIsFilledVoidsWhatWasBeyond() {
            fixture.snapshot();
            fixture.snapshot();
            fixture.snapshot();
            fixture.store.lose(recordKey(2));

            fixture.snapshot();

            assertThat(log.head().number()).isEqualTo(3);
            assertThat(log.head().record().map(LogRecord::number)).contains(2L);
        }

        @Test
        void whatIsNoRecordIsReported() {
            fixture.snapshot();
            BlobKey key = BlobKey.of("log/git.example/repo-42/notes.txt");
            fixture.store.putIfAbsent(key, new byte[1], BlobOptions.of(BlobClass.STATE));

            assertThat(log.head().findings())
                    .singleElement()
                    .isEqualTo(new Finding(Kind.FOREIGN, key, "this is no record"));
        }

        @Test
        void aCatalogThatKnowsMoreThanTheLogIsReported() {
            fixture.snapshot();

            LogHead head = log.headFrom(9);

            assertThat(head.number()).isEqualTo(1);
            assertThat(head.findings()).extracting(Finding::kind).containsExactly(Kind.CATALOG_AHEAD);
        }
    }

    @Nested
    class Newer {

        @Test
        void aRecordOfANewerFormatIsRefusedAndNotVoid() {
            fixture.snapshot();
            rewrite(1, text -> text.replace("{\"format\":1,", "{\"format\":2,"));

            assertThatThrownBy(log::head)
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("format version 2")
                    .hasMessageContaining("newer version of repobackup");
        }

        @Test
        void aRecordThatRequiresAnUnknownFeatureIsRefused() {
            fixture.snapshot();
            rewrite(1, text -> text.replace("\"read\":[]", "\"read\":[\"thin-packs\"]"));

            assertThatThrownBy(() -> log.read(1))
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("thin-packs");
        }

        @Test
        void nothingIsAppendedAfterARecordThatForbidsIt() {
            fixture.snapshot();
            rewrite(1, text -> text.replace("\"append\":[]", "\"append\":[\"signatures\"]"));

            assertThat(log.head().record()).isPresent();
            assertThatThrownBy(fixture::writer)
                    .isInstanceOf(MisconfiguredException.class)
                    .hasMessageContaining("append")
                    .hasMessageContaining("signatures");
        }

        @Test
        void unknownFieldsAreIgnored() {
            fixture.snapshot();
            rewrite(1, text -> text.replace("{\"format\":1,", "{\"weather\":[1.5,null],\"format\":1,"));

            assertThat(log.head().record()).isPresent();
        }
    }

    @Test
    void gzipBombIsVoid() {
        put(1, Gzip.compress(new byte[300 << 20]));

        assertThat(log.head().findings()).extracting(Finding::kind).containsExactly(Kind.VOID_RECORD);
    }

    private void put(long number, byte[] file) {
        fixture.store.putIfAbsent(recordKey(number), file, BlobOptions.of(BlobClass.STATE));
    }

    private void copyFrom(VaultFixture other, long from, long to) {
        other.snapshot();
        InMemoryBlobSink theirs = other.store;
        put(to, theirs.content(recordKey(from)));
    }

    private void rewrite(long number, UnaryOperator<String> edit) {
        String text =
                new String(Gzip.expand(fixture.store.content(recordKey(number)), 1 << 20), StandardCharsets.UTF_8);
        String edited = edit.apply(text);
        assertThat(edited).isNotEqualTo(text);
        fixture.store.tamper(recordKey(number), Gzip.compress(edited.getBytes(StandardCharsets.UTF_8)));
    }

    private Sha256 digestOfLine(long number) {
        byte[] plain = Gzip.expand(fixture.store.content(recordKey(number)), 1 << 20);
        return Sha256.of(java.util.Arrays.copyOf(plain, plain.length - 1));
    }
}
