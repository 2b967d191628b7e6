package io.repobackup.core.git.pack;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates entries again that the scan has found. <i>Confined to one thread.</i> */
final class StoredEntries implements AutoCloseable {

    private final PackStore store;
    private final EntryTable entries;
    private final int idWidth;
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[1 << 12];
    private long bufferStart;
    private long end;
    private int at;
    private int filled;

    StoredEntries(PackStore store, EntryTable entries, int idWidth) {
        this.store = store;
        this.entries = entries;
        this.idWidth = idWidth;
    }

    /** Goes to an entry, whose content is {@linkplain #inflate inflated} next. */
    EntryHeader open(int entry) throws DataFormatException {
        goTo(entries.offset(entry));
        end = entries.end(entry);
        try {
            EntryHeader header = EntryHeader.read(this::next);
            skipBase(header.type());
            return header;
        } catch (IOException e) {
            throw changed(e);
        }
    }

    /** Inflates the content of the entry, which has so many bytes, to the beginning of an array. */
    void inflate(byte[] into, int size) throws DataFormatException {
        try {
            inflater.reset();
            inflater.setInput(buffer, at, filled - at);
            for (int done = 0; done < size; ) {
                if (inflater.needsInput()) {
                    fill();
                    inflater.setInput(buffer, at, filled - at);
                }
                int count = inflater.inflate(into, done, size - done);
                if (count == 0 && inflater.finished()) {
                    throw new EOFException("the entry is shorter than before");
                }
                done += count;
            }
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

    private int next() throws IOException {
        if (at == filled) {
            fill();
        }
        return buffer[at++] & 0xff;
    }

    /** What was read already is not read again: entries that build on each other lie close together. */
    private void goTo(long position) {
        if (position < bufferStart || position >= bufferStart + filled) {
            bufferStart = position;
            filled = 0;
        }
        at = (int) (position - bufferStart);
    }

    private void fill() throws IOException {
        bufferStart += filled;
        filled = 0;
        at = 0;
        int count = bufferStart < end ? store.read(bufferStart, buffer, buffer.length) : 0;
        if (count <= 0) {
            throw new EOFException("the entry is longer than before");
        }
        filled = count;
    }

    private static DataFormatException changed(IOException cause) {
        DataFormatException changed = new DataFormatException("other bytes in the scratch file than were written");
        changed.initCause(cause);
        return changed;
    }
}
