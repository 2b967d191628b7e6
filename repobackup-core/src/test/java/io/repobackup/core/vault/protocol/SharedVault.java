package io.repobackup.core.vault.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.Part;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.PackEntry;
import io.repobackup.core.vault.RecordKind;
import io.repobackup.core.vault.SubjectBlobs;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.VaultFixture;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.protocol.BookWriter.Style;
import io.repobackup.core.vault.protocol.BookWriter.Told;
import io.repobackup.core.verify.Damage;
import io.repobackup.core.verify.Depth;
import io.repobackup.core.verify.VerifyEngine;
import io.repobackup.testkit.sink.InMemoryBlobSink;
import io.repobackup.testkit.time.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** A vault with a first snapshot that several actors use, and what must hold when they are done. */
final class SharedVault {

    final FakeClock clock = FakeClock.create();
    private final InMemoryBlobSink store = InMemoryBlobSink.on(clock);
    private final Vault vault;

    SharedVault() {
        this(VaultOptions.defaults());
    }

    SharedVault(VaultOptions options) {
        this.vault = Vault.openOrCreate(store, options.withClock(clock));
        store(Style.WITH_HAVES);
    }

    /** A second snapshot of the same refs that shares no pack with the first, so that there is something to drop. */
    void grow() {
        store(Style.IN_FULL);
    }

    private void store(Style style) {
        BookWriter writer = writer(1, style, 0);
        writer.write(vault);
        assertThat(writer.told).isEqualTo(Told.STORED);
        clock.advance(Duration.ofHours(1));
    }

    BookWriter writer(int refs, Style style, long known) {
        return new BookWriter(vault, refs, style, known);
    }

    /** The vault as an actor behind a gate sees it. */
    Vault through(Gate gate) {
        return through(gate, vault.options());
    }

    /** The vault as an actor with options of its own sees it. */
    Vault through(Gate gate, VaultOptions options) {
        return Vault.open(new GatedSink(store, Gate.inTime(gate, clock)), options.withClock(clock));
    }

    void assertKept(List<String> way, BookWriter... writers) {
        List<LogRecord> records = new ArrayList<>();
        LogHead head = vault.log(VaultFixture.ID).visit(records::add);
        assertThat(head.findings())
                .as("findings after %s", way)
                .allMatch(finding -> finding.kind() == Finding.Kind.UNTRUSTED_RECORD);
        for (BookWriter writer : writers) {
            assertToldTheTruth(writer, records, way);
        }
        assertThat(VerifyEngine.builder()
                        .vault(vault)
                        .depth(Depth.DIGESTS)
                        .build()
                        .run()
                        .damages())
                .as("damages after %s", way)
                .allMatch(damage -> damage.kind() == Damage.Kind.UNTRUSTED);
        for (SnapshotInfo snapshot : vault.history(VaultFixture.ID)) {
            LogRecord record = records.stream()
                    .filter(valid -> valid.number() == snapshot.number())
                    .findFirst()
                    .orElseThrow();
            assertWhole(record, way);
        }
    }

    private static void assertToldTheTruth(BookWriter writer, List<LogRecord> records, List<String> way) {
        int snapshots = BookWriter.snapshots(records, writer.run).size();
        switch (writer.told) {
            case STORED -> assertThat(snapshots).as("after %s", way).isEqualTo(1);
            case UNKNOWN -> assertThat(snapshots).as("after %s", way).isLessThan(2);
            case FAILED -> assertThat(snapshots).as("after %s", way).isZero();
            case UNCHANGED -> {
                assertThat(snapshots).as("after %s", way).isZero();
                assertThat(records)
                        .as("a snapshot of refs %s after %s", writer.refs, way)
                        .anyMatch(record -> record.kind() == RecordKind.SNAPSHOT && isOf(record, writer.refs));
            }
        }
    }

    private static boolean isOf(LogRecord record, int refs) {
        return record.git(Part.GIT)
                .orElseThrow()
                .refs()
                .set()
                .equals(BookWriter.refs(refs).refs());
    }

    /** Every number up to the refs comes out of the packs that the record names. */
    private void assertWhole(LogRecord record, List<String> way) {
        SubjectBlobs blobs = vault.blobs(VaultFixture.ID);
        GitContent content =
                vault.contents(VaultFixture.ID).git(record.git(Part.GIT).orElseThrow());
        Set<Long> held = new HashSet<>();
        for (PackEntry pack : content.packs()) {
            held.addAll(FakePacks.read(blobs, pack));
        }
        long last = Long.parseLong(content.refs().refs().get(0).oid().hex(), 16);
        assertThat(held)
                .as("what snapshot %s holds after %s", record.number(), way)
                .containsAll(LongStream.rangeClosed(1, last).boxed().toList());
    }
}
