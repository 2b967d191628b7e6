package io.repobackup.core.verify;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.FrozenException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.SubjectBlobs;
import io.repobackup.core.vault.reading.LogReading;
import io.repobackup.core.verify.Damage.Harmed;
import io.repobackup.core.verify.Damage.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads blobs of one subject to their ends and books what is wrong with them, each once. <i>Confined to one thread.</i> */
final class BlobReader {

    /** A store that fails so often is not asked for the rest of the subject. */
    private static final int GIVE_UP_AFTER = 8;

    private final SubjectBlobs blobs;
    private final LogReading log;
    private final SubjectBook book;
    private final Set<BlobRef> broken = new HashSet<>();
    private int failures;

    BlobReader(SubjectBlobs blobs, LogReading log, SubjectBook book) {
        this.blobs = blobs;
        this.log = log;
        this.book = book;
    }

    /** Whether nothing is known against a blob. */
    boolean isUnsuspected(BlobRef blob) {
        return !broken.contains(blob);
    }

    /** Reads what a blob holds, unless it is known to be broken, and tells whether it is sound. */
    boolean read(BlobRef blob, Consumer<InputStream> use) {
        return read(blob, () -> blobs.open(blob), use);
    }

    /** Reads the bytes of a blob as they lie in the store, likewise; needs no key. */
    boolean readStored(BlobRef blob) {
        return read(blob, () -> blobs.openStored(blob), in -> {});
    }

    private boolean read(BlobRef blob, Supplier<InputStream> opener, Consumer<InputStream> use) {
        if (broken.contains(blob)) {
            return false;
        }
        try (InputStream in = new Counted(opener.get())) {
            use.accept(in);
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (IOException e) {
            suspect(blob, new UnavailableException("Reading " + blob.key() + " broke off (" + e.getMessage() + ")", e));
        } catch (RepobackupException e) {
            suspect(blob, e);
        }
        return false;
    }

    /** Books a blob that is not there or not of its size. */
    void suspect(BlobRef blob, Kind kind, String expected, String found) {
        if (broken.add(blob)) {
            book.damage(kind, blob.key(), expected, found, Harmed.of(log.needing(blob)));
        }
    }

    /** Books a blob that could not be read. */
    void suspect(BlobRef blob, RepobackupException why) {
        if (why instanceof CancelledException) {
            throw why;
        }
        if (why instanceof CorruptedException corrupted) {
            suspect(blob, Kind.WRONG_BYTES, corrupted.expected(), corrupted.actual());
        } else if (why instanceof NotFoundException) {
            suspect(blob, Kind.MISSING_BLOB, blob.storedSize() + " bytes", "nothing");
        } else if (broken.add(blob)) {
            Kind kind = why instanceof FrozenException ? Kind.FROZEN : Kind.UNREADABLE;
            List<Harmed> unknown = List.of();
            book.damage(kind, blob.key(), "a blob that can be read", String.valueOf(why.getMessage()), unknown);
            if (kind == Kind.UNREADABLE && ++failures == GIVE_UP_AFTER) {
                throw why;
            }
        }
    }

    /** Counts what is read, and ends at an interrupt. */
    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            book.countRead(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            book.countRead(Math.max(0, count));
            return count;
        }
    }
}
