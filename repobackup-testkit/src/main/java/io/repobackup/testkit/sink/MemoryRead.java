package io.repobackup.testkit.sink;

import io.repobackup.api.sink.ByteRange;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A stream that counts as open until it is closed. <i>Confined to one thread at a time.</i> */
final class MemoryRead extends FilterInputStream {

    private final AtomicInteger open;
    private final AtomicBoolean closed = new AtomicBoolean();

    MemoryRead(InputStream in, AtomicInteger open) {
        super(in);
        this.open = open;
        open.incrementAndGet();
    }

    /** A part of a blob. */
    static MemoryRead of(MemoryBlob blob, ByteRange range, AtomicInteger open) {
        byte[] bytes = blob.bytes();
        int from = (int) Math.min(range.offset(), bytes.length);
        int length = (int) Math.min(range.length(), bytes.length - from);
        return new MemoryRead(new ByteArrayInputStream(bytes, from, length), open);
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            open.decrementAndGet();
        }
        super.close();
    }
}
