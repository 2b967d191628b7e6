package io.repobackup.core.git.pack;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the entries of a pack that streams in, never more than they declare. <i>Confined to one thread.</i> */
final class Inflation implements AutoCloseable {

    /** Entries up to this length are inflated at once. */
    static final int AT_ONCE = 1 << 16;

    private final Inflater inflater = new Inflater();
    private final byte[] out = new byte[AT_ONCE + 1];

    /** Takes what was inflated, a piece at a time; the array is used again. */
    @FunctionalInterface
    interface Piece {
        void accept(byte[] bytes, int length);
    }

    /** Consumes one deflated entry of up to {@link #AT_ONCE} bytes from the stream, and gives an array that begins with it. */
    byte[] inflate(PackStream source, int size) throws IOException, DataFormatException {
        inflater.reset();
        int supplied = 0;
        int done = 0;
        while (!inflater.finished()) {
            if (inflater.needsInput()) {
                source.consume(supplied);
                supplied = source.supply(inflater);
            }
            int count = inflater.inflate(out, done, size + 1 - done);
            done += count;
            requireNoMore(done, size);
            requireNoDictionary(count);
        }
        requireAll(done, size);
        source.consume(supplied - inflater.getRemaining());
        return out;
    }

    /** Consumes one deflated entry from the stream. */
    void inflate(PackStream source, long size, Piece sink) throws IOException, DataFormatException {
        inflater.reset();
        int supplied = 0;
        long done = 0;
        while (!inflater.finished()) {
            if (inflater.needsInput()) {
                source.consume(supplied);
                supplied = source.supply(inflater);
            }
            int count = inflater.inflate(out);
            done += count;
            requireNoMore(done, size);
            requireNoDictionary(count);
            sink.accept(out, count);
        }
        requireAll(done, size);
        source.consume(supplied - inflater.getRemaining());
    }

    @Override
    public void close() {
        inflater.end();
    }

    private static void requireNoMore(long done, long size) throws DataFormatException {
        if (done > size) {
            throw new DataFormatException("more than the " + size + " bytes that the entry declares");
        }
    }

    private static void requireAll(long done, long size) throws DataFormatException {
        if (done != size) {
            throw new DataFormatException("only " + done + " of the " + size + " bytes that the entry declares");
        }
    }

    private void requireNoDictionary(int count) throws DataFormatException {
        if (count == 0 && inflater.needsDictionary()) {
            throw new DataFormatException("data that wants a dictionary");
        }
    }
}
