package io.repobackup.core.vault.file;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.failure.OutcomeUnknownException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobOptions;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.ByteRange;
import io.repobackup.api.sink.SinkCapabilities;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The small files of a vault on one sink.
 *
 * <p><i>Thread-safe.</i>
 */
public final class SmallFiles {

    private static final int ATTEMPTS = 4;
    private static final int MAX_STORED_SIZE = 64 << 20;

    private final BlobSink sink;

    /** The files on this sink, which stays the caller's to close. */
    public SmallFiles(BlobSink sink) {
        this.sink = sink;
    }

    /** What became of a file that was to be put. */
    public enum Put {
        /** It is there, with these bytes. */
        MINE,
        /** Something else was there first and stays. */
        TAKEN
    }

    /**
     * Puts a file unless its key exists. When the answer is lost or the store fails, the same bytes are sent again, a
     * few times; a file that is there with these bytes counts as put, whichever attempt it was. So the bytes must be
     * unlike those of any other writer, where it matters who won.
     *
     * @throws OutcomeUnknownException when it remains unknown whether it is there
     * @throws RepobackupException what the sink fails with
     */
    public Put put(BlobKey key, byte[] bytes, BlobClass blobClass) {
        requireSmall(key, bytes);
        for (int attempt = 1; ; attempt++) {
            try {
                sink.putIfAbsent(key, bytes, BlobOptions.of(blobClass));
                return Put.MINE;
            } catch (ConflictException e) {
                Optional<byte[]> present = read(key);
                if (present.isPresent()) {
                    return Arrays.equals(present.get(), bytes) ? Put.MINE : Put.TAKEN;
                }
                failAfterLast(attempt, e);
            } catch (OutcomeUnknownException | UnavailableException e) {
                failAfterLast(attempt, e);
            }
        }
    }

    /** Reads a file whole; empty when there is none. */
    public Optional<byte[]> read(BlobKey key) {
        try (InputStream in = sink.open(key, ByteRange.all())) {
            byte[] bytes = in.readNBytes(MAX_STORED_SIZE);
            if (bytes.length == MAX_STORED_SIZE) {
                throw new CorruptedException(key.text(), "a small file", MAX_STORED_SIZE + " bytes or more");
            }
            return Optional.of(bytes);
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnavailableException("Reading " + key + " broke off; try again", e);
        }
    }

    private static void requireSmall(BlobKey key, byte[] bytes) {
        // Of every store, so that every store can take a copy of the vault.
        long limit = SinkCapabilities.LEAST_SMALL_LIMIT_IN_BYTES;
        if (bytes.length > limit) {
            throw new MisconfiguredException("Cannot store " + key + ": it has " + bytes.length
                    + " bytes, and a file of a vault that is put if absent has at most " + limit
                    + "; compact the subject's packs and segments");
        }
    }

    private static void failAfterLast(int attempt, RepobackupException failure) {
        if (attempt == ATTEMPTS) {
            throw failure;
        }
    }
}
