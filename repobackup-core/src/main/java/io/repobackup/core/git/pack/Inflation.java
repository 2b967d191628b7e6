package io.repobackup.core.git.pack;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the entries of a pack that streams in, never more than they declare. */
final class Inflation implements AutoCloseable {

    private final Inflater inflater = new Inflater();
    private final byte[] out = new byte[1 << 15];

    /** Takes what was inflated, a piece at a time; the array is used again. */
    @FunctionalInterface
    interface Piece {
        void accept(byte[] bytes, int length);
    }

    /** Consumes one deflated entry from the stream. */
    void inflate(PackStream source, long size, Piece sink) throws IOException, DataFormatException {
        inflater.reset();
        int supplied = 0;
        long left = size;
        while (!inflater.finished()) {
            if (inflater.needsInput()) {
                source.consume(supplied);
                supplied = source.supply(inflater);
            }
            int count = inflater.inflate(out);
            left -= count;
            if (left < 0) {
                throw new DataFormatException("more than the " + size + " bytes that the entry declares");
            }
            if (count == 0 && inflater.needsDictionary()) {
                throw new DataFormatException("data that wants a dictionary");
            }
            sink.accept(out, count);
        }
        if (left != 0) {
            throw new DataFormatException(
                    "only " + (size - left) + " of the " + size + " bytes that the entry declares");
        }
        source.consume(supplied - inflater.getRemaining());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
