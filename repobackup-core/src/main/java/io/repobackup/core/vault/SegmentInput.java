package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.items.ItemLine;
import io.repobackup.core.items.Lines;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a segment, in their order. Reading fails with {@link CorruptedException} when the segment is damaged,
 * at the latest at its end.
 *
 * <p><i>Confined to one thread at a time.</i> Closed by the caller.
 */
public final class SegmentInput implements Iterator<ItemLine>, AutoCloseable {

    private static final int BUFFER_SIZE = 1 << 16;

    private final String key;
    private final InputStream blob;
    private final Lines lines;
    private @Nullable ItemLine upcoming;

    private SegmentInput(String key, InputStream blob) throws IOException {
        this.key = key;
        this.blob = blob;
        this.lines = new Lines(key, new GZIPInputStream(blob, BUFFER_SIZE));
    }

    /** Opens a segment. */
    public static SegmentInput open(SubjectBlobs blobs, BlobRef segment) {
        String key = segment.key().text();
        InputStream blob = blobs.open(segment);
        try {
            SegmentInput input = new SegmentInput(key, blob);
            input.advance();
            return input;
        } catch (IOException | RuntimeException e) {
            close(blob, e);
            throw failure(key, e);
        }
    }

    @Override
    public boolean hasNext() {
        return upcoming != null;
    }

    @Override
    public ItemLine next() {
        ItemLine line = upcoming;
        if (line == null) {
            throw new NoSuchElementException("the segment " + key + " ends here");
        }
        try {
            advance();
        } catch (IOException e) {
            throw failure(key, e);
        }
        return line;
    }

    @Override
    public void close() {
        try {
            blob.close();
        } catch (IOException e) {
            throw failure(key, e);
        }
    }

    private void advance() throws IOException {
        Optional<byte[]> line = lines.next();
        upcoming = line.isEmpty() ? null : ItemLine.parse(lines.here(), line.get());
    }

    private static void close(InputStream blob, Exception failure) {
        try {
            blob.close();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static RuntimeException failure(String key, Exception e) {
        if (e instanceof RuntimeException typed) {
            return typed;
        }
        if (e instanceof EOFException || e instanceof ZipException) {
            return new CorruptedException(key, "lines in gzip", String.valueOf(e.getMessage()), e);
        }
        return new UnavailableException("Reading " + key + " broke off (" + e.getMessage() + "); try again", e);
    }
}
