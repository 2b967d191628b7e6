package io.repobackup.age;

import io.repobackup.api.sink.ByteRange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A range of a stream that can only be read from its beginning. <i>Confined to one thread at a time.</i> */
final class RangeStream extends FilterInputStream {

    private long toSkip;
    private long left;

    private RangeStream(InputStream in, ByteRange range) {
        super(in);
        this.toSkip = range.offset();
        this.left = range.length();
    }

    static InputStream of(InputStream in, ByteRange range) {
        return range.offset() == 0 && range.isOpen() ? in : new RangeStream(in, range);
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
            return -1;
        }
        while (toSkip > 0) {
            long skipped = in.skip(toSkip);
            if (skipped == 0 && in.read() < 0) {
                toSkip = 0;
                left = 0;
                return -1;
            }
            toSkip -= Math.max(skipped, 1);
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] scratch = new byte[(int) Math.min(Math.max(count, 0), ChunkCipher.PLAIN_LENGTH)];
        return Math.max(0, read(scratch, 0, scratch.length));
    }

    @Override
    public int available() throws IOException {
        return toSkip > 0 ? 0 : (int) Math.min(left, in.available());
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
