package io.repobackup.core.verify;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.key.VaultKeys;
import io.repobackup.core.vault.reading.LogReading;
import io.repobackup.core.vault.reading.RecordBlobs;
import io.repobackup.core.vault.reading.StateReading;
import io.repobackup.core.verify.Damage.Harmed;
import io.repobackup.core.verify.Damage.Kind;
import io.repobackup.core.verify.ExpectedHeads.Expected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Looks at one subject. <i>Used once, by one thread.</i> */
final class SubjectAudit {

    private final VerifySettings settings;
    private final SubjectId subject;
    private final SubjectKeys keys;
    private final SubjectBook book;
    private final LogReading log = new LogReading();
    private final BlobReader reader;
    private final StateReading states;
    private final ConnectedCheck connected;

    SubjectAudit(VerifySettings settings, SubjectId subject) {
        Vault vault = settings.vault();
        this.settings = settings;
        this.subject = subject;
        this.keys = SubjectKeys.of(subject);
        this.book = new SubjectBook(subject);
        this.reader = new BlobReader(vault.blobs(subject), log, book);
        this.states = new StateReading(vault.contents(subject));
        this.connected = new ConnectedCheck(states);
    }

    /**
     * Looks at it to the end, or as far as the store allows.
     *
     * @param known the number of the last record that a catalog knows, 0 when none does
     * @param expected the records that have to be there
     */
    VerifyReport.Entry run(long known, List<Expected> expected) {
        Instant start = settings.clock().instant();
        try {
            look(known, expected);
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            stopped(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            stopped("an unexpected failure, please report it: " + e);
        }
        return book.entry(Duration.between(start, settings.clock().instant()));
    }

    private void look(long known, List<Expected> expected) {
        readLog(known);
        expected.forEach(
                record -> record.objection(settings.vault().log(subject), log).ifPresent(book::damage));
        List<BlobRef> wanted = log.wanted();
        TouchedKeys touched = new TouchedKeys(settings.vault().sink());
        PresenceCheck presence = PresenceCheck.list(touched, keys);
        presence.compare(wanted, touched, reader);
        book.countBlobs(wanted.size(), presence.orphans(log.blobs().keys()));
        wanted.forEach(
                blob -> Optional.ofNullable(states.failures().get(blob)).ifPresent(e -> reader.suspect(blob, e)));
        touched.look(BlobListing.under(keys.log()));
        bookChanged(touched);
        if (settings.depth() == Depth.DIGESTS) {
            readSample(wanted);
        }
        if (settings.provesConnection()) {
            connected.prove(log, reader, book, keys::record);
        }
        if (settings.drills(keys)) {
            new Drill(settings, book).restoreNewest(log);
        }
    }

    private void readLog(long known) {
        RecordBlobs blobs = new RecordBlobs(log.blobs(), states);
        LogHead head = settings.vault().log(subject).visit(record -> {
            book.countRead(0);
            log.take(record);
            blobs.note(record);
            if (settings.provesConnection()) {
                connected.take(record);
            }
        });
        book.count(log);
        head.record().ifPresent(record -> book.named(record.subject().name()));
        head.findings().forEach(this::book);
        if (head.number() < known) {
            book.damage(
                    Kind.LOST_RECORDS,
                    keys.record(head.number() + 1),
                    "records up to number " + known + ", which a catalog knows",
                    "a log that ends at " + head.number(),
                    List.of());
        }
    }

    private void bookChanged(TouchedKeys touched) {
        Map<BlobKey, List<BlobRef>> pins = log.blobs().byKey();
        for (Touched key : touched.changed(pins)) {
            OptionalLong record = key.key().isUnder(keys.log()) ? VaultKeys.number(key.key()) : OptionalLong.empty();
            Stream<SnapshotInfo> lost = record.isPresent()
                    ? log.kept().stream().filter(snapshot -> key.takes(record.getAsLong(), snapshot.number()))
                    : pins.getOrDefault(key.key(), List.of()).stream().flatMap(blob -> log.needing(blob).stream());
            book.damage(key.damage(lost.distinct().map(Harmed::of).toList()));
        }
    }

    private void readSample(List<BlobRef> wanted) {
        for (BlobRef blob : wanted) {
            if (settings.sample().includes(blob.key().text())) {
                reader.readStored(blob);
            }
        }
    }

    private void book(Finding finding) {
        switch (finding.kind()) {
            case FOREIGN -> book.damage(Kind.FOREIGN, finding.key(), "records only", finding.text(), List.of());
            case UNTRUSTED_RECORD ->
                book.damage(
                        Kind.UNTRUSTED,
                        finding.key(),
                        "a record that somebody vouches for",
                        finding.text(),
                        unknown(finding));
            case UNSIGNED_RECORD ->
                book.damage(
                        Kind.UNSIGNED, finding.key(), "a record that somebody vouches for", finding.text(), List.of());
            case VOID_RECORD ->
                book.damage(Kind.RECORD, finding.key(), "a valid record", finding.text(), unknown(finding));
            default -> book.damage(Kind.RECORD, finding.key(), "an unbroken log", finding.text(), List.of());
        }
    }

    private static List<Harmed> unknown(Finding voidRecord) {
        OptionalLong number = VaultKeys.number(voidRecord.key());
        return number.isEmpty() ? List.of() : List.of(new Harmed(number.getAsLong(), Optional.empty()));
    }

    private void stopped(String why) {
        book.damage(Kind.UNREADABLE, keys.log(), "a subject that can be looked at", why, List.of());
    }
}
