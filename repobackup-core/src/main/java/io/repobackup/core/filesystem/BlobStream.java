package io.repobackup.core.filesystem;

import io.repobackup.api.sink.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** A range of a file, whose failures are those of a sink. <i>Confined to one thread at a time.</i> */
final class BlobStream extends InputStream {

    private final FileChannel channel;
    private final String attempt;
    private long position;
    private long left;

    /** A stream over a range of a file that has so many bytes. */
    BlobStream(FileChannel channel, ByteRange range, long size, String attempt) {
        this.channel = channel;
        this.attempt = attempt;
        this.position = range.offset();
        this.left = Math.min(range.length(), Math.max(0, size - range.offset()));
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int read = readAt(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, left)));
        if (read > 0) {
            position += read;
            left -= read;
        }
        return read;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, left));
        position += skipped;
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, left);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw FileFailure.ofReading(attempt, e);
        }
    }

    private int readAt(ByteBuffer target) {
        try {
            return channel.read(target, position);
        } catch (IOException e) {
            throw FileFailure.ofReading(attempt, e);
        }
    }
}
