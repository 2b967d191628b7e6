package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DataFormatException;

/** The first pass, while the pack streams in: finds all entries, and hashes those that are no deltas. */
final class PackScan {

    private static final byte[] SIGNATURE = {'P', 'A', 'C', 'K'};

    private final Failures failures;
    private final PackStream in;
    private final PackContents contents;
    private final WholeObject object;
    private final Links onEntries = new Links();
    private final Links onIds = new Links();
    private EntryTable entries = new EntryTable(0);
    private long claimed;

    PackScan(Failures failures, PackStream in, PackContents contents) {
        this.failures = failures;
        this.in = in;
        this.contents = contents;
        this.object = new WholeObject(contents.format());
    }

    ScannedPack run() {
        try (Inflation inflation = new Inflation()) {
            readHeader();
            while (entries.size() < claimed) {
                readEntry(inflation);
            }
            ObjectId name = readTrailer();
            return new ScannedPack(name, in.position(), in.surplus(), entries, onEntries, onIds);
        } catch (IOException e) {
            throw failures.broken(e, entries.size(), claimed, in.position());
        }
    }

    private void readHeader() throws IOException {
        byte[] signature = in.next(SIGNATURE.length);
        if (!Arrays.equals(signature, SIGNATURE)) {
            throw failures.damaged(
                    "a git pack", "a beginning of " + HexFormat.of().formatHex(signature));
        }
        long version = number();
        if (version != 2 && version != 3) {
            throw failures.damaged("a pack of version 2 or 3", "version " + version);
        }
        claimed = number();
        if (claimed > Integer.MAX_VALUE - 64) {
            throw failures.damaged("fewer than 2^31 objects", claimed + " objects");
        }
        entries = new EntryTable((int) claimed);
    }

    private long number() throws IOException {
        long number = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            number = (number << 8) | in.next();
        }
        return number;
    }

    private void readEntry(Inflation inflation) throws IOException {
        long offset = in.position();
        in.resetCrc();
        try {
            EntryHeader header = EntryHeader.read(in::next);
            int entry = entries.add(offset);
            if (header.isDelta()) {
                readDelta(entry, header, inflation);
            } else {
                readWhole(entry, header, inflation);
            }
        } catch (DataFormatException e) {
            throw failures.damaged(offset, e);
        } catch (TooLargeException e) {
            throw failures.tooLarge(offset, e);
        }
        entries.endLast(in.position(), in.crc());
    }

    private void readWhole(int entry, EntryHeader header, Inflation inflation)
            throws IOException, DataFormatException, TooLargeException {
        ObjectKind kind = ObjectKind.ofCode(header.type());
        boolean streams = kind == ObjectKind.BLOB;
        limit(
                header,
                streams ? failures.limits().largestObject() : failures.limits().largestInMemory());
        object.begin(kind, header.size());
        inflation.inflate(in, header.size(), object);
        entries.resolve(entry, object.finish(contents));
    }

    private void readDelta(int entry, EntryHeader header, Inflation inflation)
            throws IOException, DataFormatException, TooLargeException {
        limit(header, failures.limits().largestInMemory());
        if (header.type() == EntryHeader.OFS_DELTA) {
            int base = baseAt(entries.offset(entry), EntryHeader.readDistance(in::next));
            entries.base(entry, base);
            onEntries.add(base, entry);
        } else {
            entries.base(entry, entry);
            onIds.add(contents.name(in.next(contents.format().sizeInBytes())), entry);
        }
        inflation.inflate(in, header.size(), (bytes, length) -> {});
    }

    private int baseAt(long offset, long distance) throws DataFormatException {
        int base = distance == 0 || distance > offset ? EntryTable.NONE : entries.at(offset - distance);
        if (base == EntryTable.NONE) {
            throw new DataFormatException("a delta whose base is no entry, " + distance + " bytes before it");
        }
        return base;
    }

    private ObjectId readTrailer() throws IOException {
        byte[] computed = in.checksum();
        byte[] trailer = in.next(computed.length);
        in.finish();
        if (!Arrays.equals(computed, trailer)) {
            throw failures.damaged("the checksum " + ObjectId.of(computed), "the checksum " + ObjectId.of(trailer));
        }
        return ObjectId.of(trailer);
    }

    private static void limit(EntryHeader header, long limit) throws TooLargeException {
        if (header.size() > limit) {
            throw new TooLargeException(header.size());
        }
    }
}
