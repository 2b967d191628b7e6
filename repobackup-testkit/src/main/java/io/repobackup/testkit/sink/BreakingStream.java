package io.repobackup.testkit.sink;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that gives so many bytes and then fails, or goes on after a while. <i>Confined to one thread at a time.</i> */
final class BreakingStream extends FilterInputStream {

    private final Fault fault;
    private long left;

    BreakingStream(InputStream in, long readable, Fault fault) {
        super(in);
        this.left = readable;
        this.fault = fault;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            fault.strike();
            left = Long.MAX_VALUE;
        }
        int read = super.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(read, 0);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }
}
