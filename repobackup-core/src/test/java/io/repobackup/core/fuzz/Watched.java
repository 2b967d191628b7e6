package io.repobackup.core.fuzz;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** An input as a stream that notices who goes on reading after its end. */
public final class Watched extends ByteArrayInputStream {

    private static final int PATIENCE = 1_000;

    private int readsAtEnd;

    private Watched(byte[] input) {
        super(input);
    }

    public static InputStream of(byte[] input) {
        return new Watched(input);
    }

    @Override
    public synchronized int read() {
        count();
        return super.read();
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
        count();
        return super.read(bytes, offset, length);
    }

    private void count() {
        if (pos == count && ++readsAtEnd > PATIENCE) {
            throw new AssertionError("the end of the input was read " + PATIENCE + " times");
        }
    }
}
