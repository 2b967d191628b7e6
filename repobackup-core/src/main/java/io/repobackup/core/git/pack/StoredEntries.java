package io.repobackup.core.git.pack;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates entries again that the scan has found. */
final class StoredEntries implements AutoCloseable {

    private final PackStore store;
    private final EntryTable entries;
    private final int idWidth;
    private final long largest;
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[1 << 14];
    private long next;
    private long end;
    private int at;
    private int filled;

    /** Reads no entry that inflates to more than so many bytes. */
    StoredEntries(PackStore store, EntryTable entries, int idWidth, long largest) {
        this.store = store;
        this.entries = entries;
        this.idWidth = idWidth;
        this.largest = largest;
    }

    /** The content of an object, or of a delta. */
    byte[] content(int entry) throws DataFormatException, TooLargeException {
        next = entries.offset(entry);
        end = entries.end(entry);
        at = 0;
        filled = 0;
        try {
            EntryHeader header = EntryHeader.read(this::next);
            if (header.size() > largest) {
                throw new TooLargeException(header.size());
            }
            skipBase(header.type());
            return inflate((int) header.size());
        } catch (IOException e) {
            throw changed(e);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void skipBase(int type) throws IOException, DataFormatException {
        if (type == EntryHeader.OFS_DELTA) {
            EntryHeader.readDistance(this::next);
        } else if (type == EntryHeader.REF_DELTA) {
            for (int i = 0; i < idWidth; i++) {
                next();
            }
        }
    }

    private byte[] inflate(int size) throws IOException, DataFormatException {
        byte[] content = new byte[size];
        inflater.reset();
        inflater.setInput(buffer, at, filled - at);
        for (int done = 0; done < size; ) {
            if (inflater.needsInput()) {
                fill();
                inflater.setInput(buffer, 0, filled);
            }
            int count = inflater.inflate(content, done, size - done);
            if (count == 0 && inflater.finished()) {
                throw new EOFException("the entry is shorter than before");
            }
            done += count;
        }
        return content;
    }

    private int next() throws IOException {
        if (at == filled) {
            fill();
        }
        return buffer[at++] & 0xff;
    }

    private void fill() throws IOException {
        int count = store.read(next, buffer, (int) Math.min(buffer.length, end - next));
        if (count <= 0) {
            throw new EOFException("the entry is longer than before");
        }
        next += count;
        at = 0;
        filled = count;
    }

    private static DataFormatException changed(IOException cause) {
        DataFormatException changed = new DataFormatException("other bytes in the scratch file than were written");
        changed.initCause(cause);
        return changed;
    }
}
