package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;

/** Writes a pack index, version 2. */
final class IndexWriter {

    static final int SIGNATURE = 0xff744f63;
    static final int VERSION = 2;

    private static final long LARGE = 1L << 31;

    private final EntryTable entries;
    private final IdTable ids;
    private final int[] order;
    private final DataOutputStream out;
    private final DigestOutputStream digested;

    IndexWriter(PackContents contents, int[] order, OutputStream out) {
        this.entries = contents.entries();
        this.ids = contents.ids();
        this.order = order;
        ObjectFormat format = contents.format();
        this.digested = new DigestOutputStream(out, Hashing.digest(format));
        this.out = new DataOutputStream(new BufferedOutputStream(digested, 1 << 16));
    }

    void write(ObjectId packName) throws IOException {
        out.writeInt(SIGNATURE);
        out.writeInt(VERSION);
        writeFanOut();
        for (int entry : order) {
            int slot = entries.slot(entry);
            out.write(ids.chunk(slot), ids.start(slot), ids.width());
        }
        for (int entry : order) {
            out.writeInt(entries.crc(entry));
        }
        writeOffsets();
        out.write(packName.bytes());
        out.flush();
        byte[] checksum = digested.getMessageDigest().digest();
        digested.on(false);
        out.write(checksum);
        out.flush();
    }

    private void writeFanOut() throws IOException {
        int count = 0;
        for (int first = 0; first < 256; first++) {
            while (count < order.length && firstByte(order[count]) == first) {
                count++;
            }
            out.writeInt(count);
        }
    }

    private int firstByte(int entry) {
        int slot = entries.slot(entry);
        return ids.chunk(slot)[ids.start(slot)] & 0xff;
    }

    private void writeOffsets() throws IOException {
        int large = 0;
        for (int entry : order) {
            long offset = entries.offset(entry);
            out.writeInt(offset < LARGE ? (int) offset : (int) (LARGE | large++));
        }
        for (int entry : order) {
            if (entries.offset(entry) >= LARGE) {
                out.writeLong(entries.offset(entry));
            }
        }
    }
}
