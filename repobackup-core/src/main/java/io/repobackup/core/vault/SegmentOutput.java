package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.core.items.ItemLine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/**
 * A segment on its way into the vault, in the format of docs/FORMAT.md, section «Segments». Closing without
 * {@link #commit} leaves nothing.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class SegmentOutput implements AutoCloseable {

    private static final int BUFFER_SIZE = 1 << 16;

    private final BlobWriter blob;
    private final OutputStream lines;
    private long items;

    private SegmentOutput(BlobWriter blob) {
        this.blob = blob;
        try {
            OutputStream buffered = new BufferedOutputStream(new ToBlob(blob), BUFFER_SIZE);
            this.lines = new GZIPOutputStream(buffered, BUFFER_SIZE);
        } catch (IOException e) {
            throw new UncheckedIOException("buffering in memory", e);
        }
    }

    /** Begins a segment of data. */
    public static SegmentOutput begin(BlobFamily data) {
        return begin(data, "jsonl.gz");
    }

    static SegmentOutput begin(BlobFamily family, String extension) {
        return new SegmentOutput(family.begin(extension));
    }

    /**
     * Adds an item.
     *
     * @param json one JSON value in UTF-8; line breaks become spaces, nothing else is changed
     * @throws CorruptedException when the bytes are no single JSON value
     */
    public void put(String id, byte[] json) {
        write(ItemLine.of(id, json));
    }

    /** Adds the news that an item is gone. */
    public void remove(String id) {
        write(ItemLine.gone(id));
    }

    /** How many lines there are so far. */
    public long items() {
        return items;
    }

    /** Publishes the segment and says how a record names it. */
    public Segment commit(String kind, Segment.Mode mode) {
        return new Segment(kind, mode, commitBlob(), items);
    }

    BlobRef commitBlob() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a blob fails with exceptions of its own", e);
        }
        return blob.commit();
    }

    @Override
    public void close() {
        blob.close();
    }

    private void write(ItemLine line) {
        try {
            lines.write(line.bytes());
            lines.write('\n');
            items++;
        } catch (IOException e) {
            throw new UncheckedIOException("a blob fails with exceptions of its own", e);
        }
    }

    private static final class ToBlob extends OutputStream {

        private final BlobWriter blob;

        ToBlob(BlobWriter blob) {
            this.blob = blob;
        }

        @Override
        public void write(int b) {
            blob.write(ByteBuffer.wrap(new byte[] {(byte) b}));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            blob.write(ByteBuffer.wrap(bytes, offset, length));
        }
    }
}
