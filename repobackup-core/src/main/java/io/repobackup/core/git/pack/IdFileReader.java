package io.repobackup.core.git.pack;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.core.refs.ObjectFormat;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.Arrays;

/** Streams the ids of {@code .ext} files and of pack indexes, and checks the files while it does. */
final class IdFileReader {

    private final String name;
    private final ObjectFormat format;
    private final DigestInputStream digested;
    private final DataInputStream in;

    /** Takes an id at the beginning of an array that is used again. */
    @FunctionalInterface
    interface Visitor {
        void visit(byte[] id);
    }

    IdFileReader(String name, ObjectFormat format, InputStream in) {
        this.name = name;
        this.format = format;
        this.digested = new DigestInputStream(new BufferedInputStream(in, 1 << 16), Hashing.digest(format));
        this.in = new DataInputStream(digested);
    }

    void readExternal(Visitor visitor) {
        reading(() -> {
            byte[] signature = in.readNBytes(ExternalIds.SIGNATURE.length);
            require(Arrays.equals(signature, ExternalIds.SIGNATURE), "a set of external ids, version 1");
            require(in.read() == format.sizeInBytes(), "ids of the format " + format.word());
            require(in.readShort() == 0, "two bytes zero");
            long count = in.readLong();
            require(count >= 0, "a number of ids");
            readIds(count, true, visitor);
            requireEnd();
        });
    }

    void readIndex(Visitor visitor) {
        reading(() -> {
            require(in.readInt() == IndexWriter.SIGNATURE, "a pack index");
            require(in.readInt() == IndexWriter.VERSION, "a pack index of version 2");
            int count = readFanOut();
            readIds(count, false, visitor);
            readOver((long) count * Integer.BYTES);
            readOver((long) countLargeOffsets(count) * Long.BYTES);
            readOver(format.sizeInBytes());
            byte[] computed = digested.getMessageDigest().digest();
            digested.on(false);
            require(Arrays.equals(in.readNBytes(computed.length), computed), "an index with the right checksum");
            requireEnd();
        });
    }

    private void readIds(long count, boolean strictly, Visitor visitor) throws IOException {
        byte[] id = new byte[format.sizeInBytes()];
        byte[] previous = new byte[format.sizeInBytes()];
        for (long i = 0; i < count; i++) {
            in.readFully(id);
            int step = i == 0 ? 1 : Arrays.compareUnsigned(id, previous);
            require(step > 0 || (step == 0 && !strictly), "ids in ascending order");
            visitor.visit(id);
            System.arraycopy(id, 0, previous, 0, id.length);
        }
    }

    private int readFanOut() throws IOException {
        int count = 0;
        for (int i = 0; i < 256; i++) {
            int next = in.readInt();
            require(next >= count, "a fan-out table that ascends");
            count = next;
        }
        return count;
    }

    private int countLargeOffsets(int count) throws IOException {
        int large = 0;
        for (int i = 0; i < count; i++) {
            large += in.readInt() >>> 31;
        }
        return large;
    }

    /** Reads what only the checksum needs; skipping would not count there. */
    private void readOver(long length) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = length; left > 0; ) {
            int count = (int) Math.min(left, buffer.length);
            in.readFully(buffer, 0, count);
            left -= count;
        }
    }

    private void requireEnd() throws IOException {
        require(in.read() < 0, "the end of the file");
    }

    private void require(boolean good, String expected) {
        if (!good) {
            throw new CorruptedException(name, expected, "something else");
        }
    }

    private void reading(Step step) {
        try {
            step.run();
        } catch (EOFException e) {
            throw new CorruptedException(name, "a whole file", "the end in its middle", e);
        } catch (IOException e) {
            throw new UnavailableException("Reading " + name + " broke off; read it again", e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
