package io.repobackup.core.sink;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that is read no faster than a rate allows. <i>Confined to one thread at a time.</i> */
final class RatedStream extends FilterInputStream {

    private final Rate rate;

    RatedStream(InputStream in, Rate rate) {
        super(in);
        this.rate = rate;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        rate.take(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, rate.piece(length));
        rate.take(Math.max(0, count));
        return count;
    }
}
