package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.core.vault.RecordBytes.Decoded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log in the order of its numbers and tells valid records from void ones, by the rules of docs/FORMAT.md,
 * section «Logs». Lazy: each record is read when it is asked for.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class LogWalk implements Iterator<LogRecord> {

    private final RecordFiles files;
    private final long first;
    private final long end;
    private final Vouching vouching;
    private final Set<Long> unreadable = new HashSet<>();
    private final Set<RecordLink> untrusted = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private long number;
    private @Nullable Decoded last;
    private @Nullable Decoded upcoming;
    private @Nullable Finding lastUnsigned;
    private long unsigned;

    /** Walks over the numbers from {@code first} to {@code end}, and takes the first for valid if it can be read. */
    LogWalk(RecordFiles files, long first, long end) {
        this.files = files;
        this.first = first;
        this.number = first - 1;
        this.end = end;
        this.vouching = new Vouching(files, end);
    }

    @Override
    public boolean hasNext() {
        while (upcoming == null && number < end) {
            number++;
            upcoming = readValid();
        }
        return upcoming != null;
    }

    @Override
    public LogRecord next() {
        if (!hasNext() || upcoming == null) {
            throw new NoSuchElementException("the log ends at number " + end);
        }
        last = upcoming;
        upcoming = null;
        return last.record();
    }

    /** Where the log ends; reads what was not read yet. */
    LogHead head(List<Finding> listing) {
        while (hasNext()) {
            next();
        }
        List<Finding> all = new ArrayList<>(listing);
        all.addAll(findings);
        unsigned().ifPresent(all::add);
        Optional<Decoded> valid = Optional.ofNullable(last);
        return new LogHead(
                end,
                valid.map(Decoded::record),
                valid.map(Decoded::link),
                valid.filter(Decoded::isSigned).isPresent(),
                all);
    }

    /** One for all of them: a log that was never signed would have as many as records. */
    private Optional<Finding> unsigned() {
        return Optional.ofNullable(lastUnsigned)
                .map(found -> new Finding(
                        found.kind(),
                        found.key(),
                        "nobody who is trusted vouches for it"
                                + (unsigned > 1 ? ", nor for " + (unsigned - 1) + " others before it" : "") + ": "
                                + found.text()));
    }

    boolean foundNothingWrong() {
        return findings.isEmpty();
    }

    private @Nullable Decoded readValid() {
        try {
            Optional<Decoded> read = files.read(number);
            if (read.isEmpty()) {
                unreadable.add(number);
                report(Finding.Kind.VOID_RECORD, number, "it was listed and cannot be found");
                return null;
            }
            return isVouchedFor(read.get()) && chains(read.get()) ? read.get() : null;
        } catch (CorruptedException e) {
            unreadable.add(number);
            report(Finding.Kind.VOID_RECORD, number, "expected " + e.expected() + ", found " + e.actual());
            return null;
        }
    }

    private boolean isVouchedFor(Decoded decoded) {
        Optional<String> objection = vouching.objection(decoded);
        if (objection.isEmpty()) {
            return true;
        }
        if (files.signatures().requires()) {
            unreadable.add(number);
            untrusted.add(decoded.link());
            report(Finding.Kind.UNTRUSTED_RECORD, number, "nobody who is trusted vouches for it: " + objection.get());
            return false;
        }
        unsigned++;
        lastUnsigned = new Finding(Finding.Kind.UNSIGNED_RECORD, files.keys().record(number), objection.get());
        return true;
    }

    private boolean chains(Decoded decoded) {
        RecordLink previous = decoded.record().header().previous().orElse(null);
        RecordLink valid = last == null ? null : last.link();
        // Whoever left it out could use no record before, and so relies on none of their blobs: the log begins anew.
        boolean startsHere = previous == null || (valid == null && number == first && first > 1);
        if (startsHere || (previous != null && previous.equals(valid))) {
            return true;
        }
        if (previous != null && isNewer(previous, valid) && unreadable.contains(previous.number())) {
            if (!untrusted.contains(previous)) {
                report(Finding.Kind.DAMAGED_RECORD, previous.number(), "record " + number + " saw other bytes here");
            }
            return true;
        }
        report(
                Finding.Kind.VOID_RECORD,
                number,
                "it follows " + text(previous) + ", and the last valid record before it is " + text(valid));
        return false;
    }

    private boolean isNewer(RecordLink previous, @Nullable RecordLink valid) {
        return previous.number() < number && (valid == null || previous.number() > valid.number());
    }

    private void report(Finding.Kind kind, long number, String text) {
        findings.add(new Finding(kind, files.keys().record(number), text));
    }

    private static String text(@Nullable RecordLink link) {
        return link == null ? "nothing" : "record " + link.number() + " with SHA-256 " + link.sha256();
    }
}
