package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * The bytes of a blob, checked against its pin: the last byte is handed out only if length and digest are right.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class PinnedInputStream extends InputStream {

    private final BlobRef blob;
    private final InputStream in;
    private final MessageDigest digest = Sha256.digest();
    private long left;
    private boolean proved;

    /** The content of a blob. The stream that it is read from is closed with this one. */
    public PinnedInputStream(BlobRef blob, InputStream in) {
        this.blob = blob;
        this.in = in;
        this.left = blob.plainSize();
    }

    /** The bytes of a blob as they lie in the store, encrypted or not. */
    public static PinnedInputStream ofStored(BlobRef blob, InputStream in) {
        return new PinnedInputStream(blob.asStored(), in);
    }

    /** Reads to the end and tells whether length and digest are right. */
    public boolean isSound() {
        try {
            transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (CorruptedException e) {
            return false;
        } catch (IOException e) {
            throw new UnavailableException("Reading " + blob.key() + " broke off; try again", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            prove();
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw wrong(blob.plainSize() + " bytes", (blob.plainSize() - left) + " bytes");
        }
        digest.update(bytes, offset, count);
        left -= count;
        if (left == 0) {
            prove();
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, in.available());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void prove() throws IOException {
        if (proved) {
            return;
        }
        if (in.read() >= 0) {
            throw wrong(blob.plainSize() + " bytes", "more");
        }
        Sha256 actual = Sha256.from(digest);
        if (!actual.equals(blob.plainSha256())) {
            throw wrong("SHA-256 " + blob.plainSha256(), "SHA-256 " + actual);
        }
        proved = true;
    }

    private CorruptedException wrong(String expected, String actual) {
        return new CorruptedException(blob.key().text(), expected, actual);
    }
}
