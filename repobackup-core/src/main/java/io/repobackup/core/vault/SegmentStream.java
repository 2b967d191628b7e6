package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a segment as bytes. Damage shows as {@link CorruptedException}, at the latest at the end; a store that
 * breaks off as {@link UnavailableException}.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class SegmentStream extends FilterInputStream {

    private static final int BUFFER_SIZE = 1 << 16;

    private final BlobRef segment;

    private SegmentStream(BlobRef segment, InputStream plain) {
        super(plain);
        this.segment = segment;
    }

    /** Opens a segment. The caller closes the stream. */
    public static InputStream open(SubjectBlobs blobs, BlobRef segment) {
        InputStream stored = blobs.open(segment);
        try {
            return new SegmentStream(segment, new GZIPInputStream(stored, BUFFER_SIZE));
        } catch (IOException e) {
            RuntimeException failure = failure(segment, e);
            try {
                stored.close();
            } catch (IOException suppressed) {
                failure.addSuppressed(suppressed);
            }
            throw failure;
        }
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException e) {
            throw failure(segment, e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw failure(segment, e);
        }
    }

    private static RuntimeException failure(BlobRef segment, IOException e) {
        return e instanceof ZipException || e instanceof EOFException
                ? new CorruptedException(segment.key().text(), "gzip", String.valueOf(e.getMessage()), e)
                : new UnavailableException("Reading " + segment.key() + " broke off; try again", e);
    }
}
