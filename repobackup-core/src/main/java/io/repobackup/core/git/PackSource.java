package io.repobackup.core.git;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a pack as they come, which counts them and remembers what they failed with. */
final class PackSource extends FilterInputStream {

    private @Nullable Exception failure;
    private long count;

    PackSource(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = in.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /** How many bytes have come. */
    long count() {
        return count;
    }

    /** Whether a failure came from here, or tells that there was too little; else it came from this machine. */
    boolean caused(Throwable seen) {
        for (Throwable cause = seen; cause != null; cause = cause.getCause()) {
            if (cause == failure || cause instanceof EOFException) {
                return true;
            }
        }
        return false;
    }
}
