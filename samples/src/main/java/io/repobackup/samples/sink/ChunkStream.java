package io.repobackup.samples.sink;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.sink.ByteRange;
import java.io.InputStream;

/** Reads a range of a blob, with one chunk in memory at a time. <i>Confined to one thread at a time.</i> */
final class ChunkStream extends InputStream {

    private final Database database;
    private final Row row;
    private final long end;
    private long position;

    ChunkStream(Database database, Row row, ByteRange range) {
        this.database = database;
        this.row = row;
        this.position = Math.min(range.offset(), row.blob().sizeInBytes());
        this.end = position + Math.min(range.length(), row.blob().sizeInBytes() - position);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position == end) {
            return -1;
        }
        byte[] chunk = chunk(position / Row.CHUNK_IN_BYTES);
        int from = (int) (position % Row.CHUNK_IN_BYTES);
        int count = (int) Math.min(Math.min(length, chunk.length - from), end - position);
        System.arraycopy(chunk, from, target, offset, count);
        position += count;
        return count;
    }

    private byte[] chunk(long number) {
        byte[] chunk = database.chunks().get(Row.chunk(row.upload(), number));
        if (chunk == null) {
            throw new CorruptedException(row.blob().key().text(), "chunk " + number, "nothing");
        }
        return chunk;
    }
}
