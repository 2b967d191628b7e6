package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.RecordBytes.Decoded;
import io.repobackup.core.vault.file.SmallFiles;
import io.repobackup.core.vault.signing.Signer;
import io.repobackup.core.vault.signing.Verdict;
import io.repobackup.core.vault.signing.Verdict.Standing;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The log of one subject: records with numbers from 1 on, appended and never changed. A record that cannot be read, is
 * not for its place, or does not follow the last valid record counts for nothing; it occupies its number. What lies
 * beyond a gap is never used. See docs/FORMAT.md, section «Logs».
 *
 * <p>Methods fail with {@link io.repobackup.api.failure.MisconfiguredException} on records of a newer format, and with
 * what the sink fails with. <i>Thread-safe.</i>
 */
public final class SubjectLog {

    private final BlobSink sink;
    private final RecordFiles files;
    private final @Nullable Signer signer;

    SubjectLog(BlobSink sink, VaultId vault, SubjectId subject, VaultOptions options) {
        this.sink = sink;
        this.files = new RecordFiles(sink, vault, subject, options.trust().check());
        this.signer = options.trust().signer();
    }

    /** Whose log it is. */
    public SubjectId subject() {
        return files.subject();
    }

    /**
     * Where the log ends. Lists the whole log and reads its last two records, or all of them when something is wrong
     * with these.
     */
    public LogHead head() {
        LogListing listing = LogListing.after(sink, files.keys(), 0);
        LogWalk end = new LogWalk(files, Math.max(1, listing.end() - 1), listing.end());
        LogHead head = end.head(listing.findings());
        return end.foundNothingWrong() ? head : new LogWalk(files, 1, listing.end()).head(listing.findings());
    }

    /**
     * Where the log ends, found quickly with the number of a valid record: lists what comes after it, and reads from the
     * record before it on.
     *
     * @param known the number of a record that was once found valid, such as the catalog's; 0 when none is known
     */
    public LogHead headFrom(long known) {
        if (known <= 0) {
            return head();
        }
        LogListing listing = LogListing.after(sink, files.keys(), known);
        LogWalk walk = new LogWalk(files, Math.max(1, known - 1), listing.end());
        LogHead head = walk.head(listing.findings());
        return walk.foundNothingWrong() && listing.findings().isEmpty() ? head : checkedAgainst(known, head());
    }

    /**
     * The record with this number; empty when there is none. Whether it follows the record before it is not looked at:
     * {@link #records()} does. Where signatures are required and it has none that is trusted, the log is read.
     *
     * @throws CorruptedException when it cannot be read, is not for its place, or nobody who is trusted vouches for it
     */
    public Optional<LogRecord> read(long number) {
        Optional<Decoded> read = files.read(number);
        if (files.signatures().requires()
                && read.filter(decoded -> decoded.verdict().standing() != Standing.TRUSTED)
                        .isPresent()) {
            requireVouchedFor(number);
        }
        return read.map(Decoded::record);
    }

    /** How a later record would name the one with this number; empty when there is none. */
    public Optional<RecordLink> link(long number) {
        return files.read(number).map(Decoded::link);
    }

    /** All valid records in the order of their numbers. Lazy. */
    public Stream<LogRecord> records() {
        return stream(
                new LogWalk(files, 1, LogListing.after(sink, files.keys(), 0).end()));
    }

    /**
     * All valid records, the last one first. Lazy: the last few cost few requests, as long as nothing is wrong with
     * them.
     */
    public Stream<LogRecord> newestFirst() {
        return newestFirst(odd -> {});
    }

    /** Likewise; what is found to be wrong is told while the records are read. */
    public Stream<LogRecord> newestFirst(Consumer<Finding> odd) {
        LogHead head = head();
        head.findings().forEach(odd);
        return head.record().isEmpty()
                ? Stream.empty()
                : stream(new LogClimb(files, head.record().get(), number -> recordsBefore(number, odd)));
    }

    /**
     * What the signature of the record with this number is worth by itself; empty when there is none. Whether it counts is
     * told by what else is in the log.
     */
    public Optional<Verdict> verdict(long number) {
        return files.read(number).map(Decoded::verdict);
    }

    /** Reads the whole log and tells what is wrong with it. */
    public List<Finding> findings() {
        return visit(record -> {}).findings();
    }

    /**
     * Reads the whole log once: hands every valid record to the visitor, in the order of their numbers, and then tells
     * where the log ends and what is wrong with it.
     */
    public LogHead visit(Consumer<LogRecord> visitor) {
        LogListing listing = LogListing.after(sink, files.keys(), 0);
        LogWalk walk = new LogWalk(files, 1, listing.end());
        walk.forEachRemaining(visitor);
        return walk.head(listing.findings());
    }

    /**
     * Puts a record under its number, unless something else is there. An answer that was lost is settled by sending the
     * same bytes again and by reading.
     *
     * @param record follows the record that its {@code previous} names; its {@code commit} is fresh; it names blobs of
     *     this subject alone
     * @throws io.repobackup.api.failure.OutcomeUnknownException when it remains unknown whether it is there
     * @throws MisconfiguredException when the vault's signer may not sign records of this kind
     */
    public Appended append(LogRecord record) {
        NamedKeys.foreign(record, files.keys()).ifPresent(foreign -> {
            throw new IllegalArgumentException(
                    "a record of " + subject() + " names blobs of this subject alone, not " + foreign);
        });
        byte[] file = RecordBytes.encode(record, signerOf(record));
        if (files.put(record.number(), file) == SmallFiles.Put.TAKEN) {
            return new Appended.Lost(head());
        }
        Decoded written = RecordBytes.decode(files.keys().record(record.number()), file);
        return new Appended.Done(new LogHead(
                record.number(),
                Optional.of(written.record()),
                Optional.of(written.link()),
                written.isSigned(),
                List.of()));
    }

    private void requireVouchedFor(long number) {
        BlobKey key = files.keys().record(number);
        findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.UNTRUSTED_RECORD
                        && finding.key().equals(key))
                .findFirst()
                .ifPresent(finding -> {
                    throw new CorruptedException(key.text(), "a record that somebody vouches for", finding.text());
                });
    }

    private Optional<Signer> signerOf(LogRecord record) {
        Optional<Signer> by = Optional.ofNullable(signer);
        RecordKind kind = record.kind();
        if (by.filter(known -> !known.may(kind.role())).isPresent()) {
            throw new MisconfiguredException("Cannot append a record of kind " + kind.word() + " to the log of "
                    + subject() + " as " + by.get() + ": its certificate is for "
                    + by.get().certificate().statement().roles() + "; use one for " + kind.role());
        }
        return by;
    }

    private LogHead checkedAgainst(long known, LogHead head) {
        if (head.number() >= known) {
            return head;
        }
        List<Finding> findings = new ArrayList<>(head.findings());
        findings.add(new Finding(
                Finding.Kind.CATALOG_AHEAD,
                files.keys().record(known),
                "the catalog knows this record, and the log ends at " + head.number()));
        return new LogHead(head.number(), head.record(), head.link(), head.isSigned(), findings);
    }

    private List<LogRecord> recordsBefore(long number, Consumer<Finding> odd) {
        List<LogRecord> all = new ArrayList<>();
        visit(all::add).findings().forEach(odd);
        return all.stream().filter(record -> record.number() < number).toList();
    }

    private static Stream<LogRecord> stream(Iterator<LogRecord> records) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(records, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }
}
