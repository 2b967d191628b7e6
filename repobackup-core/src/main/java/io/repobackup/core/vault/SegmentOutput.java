package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.core.vault.json.JsonLine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
        if (!JsonLine.isOneValue(json)) {
            throw new CorruptedException("the item " + id, "one JSON value in UTF-8", "other bytes");
        }
        byte[] line = onOneLine(id, json);
        write("{\"id\":" + JsonLine.quote(id) + ",\"value\":");
        write(line);
        write("}\n");
        items++;
    }

    /** Adds the news that an item is gone. */
    public void remove(String id) {
        write("{\"id\":" + JsonLine.quote(id) + ",\"gone\":true}\n");
        items++;
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

    private void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) {
        try {
            lines.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a blob fails with exceptions of its own", e);
        }
    }

    /** In valid JSON, control characters stand between tokens only. */
    private static byte[] onOneLine(String id, byte[] json) {
        byte[] line = json.clone();
        boolean inString = false;
        for (int i = 0; i < line.length; i++) {
            byte b = line[i];
            if (b == '"') {
                inString = !inString;
            } else if (inString && b == '\\') {
                i++;
            } else if (inString && b >= 0 && b < ' ') {
                throw new CorruptedException("the item " + id, "one JSON value", "a control character in a text");
            } else if (b == '\n' || b == '\r') {
                line[i] = ' ';
            }
        }
        return line;
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
