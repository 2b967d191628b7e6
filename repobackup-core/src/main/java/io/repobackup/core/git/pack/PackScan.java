package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectId;
import java.io.IOException;
import java.util.zip.DataFormatException;

/** The first pass, while the pack streams in: finds all entries, and hashes those that are no deltas. */
final class PackScan {

    private final Failures failures;
    private final PackStream in;
    private final PackContents contents;
    private final EntryTable entries;
    private final BasesById byId;
    private final KeptDeltas kept;
    private final Hashing hashing;
    private final Findings findings;

    /** Reads the entries that follow the header of a pack. */
    PackScan(Failures failures, PackStream in, PackContents contents, Hashing hashing) {
        this.failures = failures;
        this.in = in;
        this.contents = contents;
        this.entries = contents.entries();
        this.byId = new BasesById(contents.format().sizeInBytes());
        this.kept = new KeptDeltas(failures.limits().keptDeltas());
        this.hashing = hashing;
        this.findings = new Findings(contents);
    }

    ScannedPack run() {
        try (Inflation inflation = new Inflation()) {
            while (entries.size() < entries.claimed()) {
                readEntry(inflation);
            }
            findings.handOver();
            ObjectId name = readTrailer();
            return new ScannedPack(name, in.position(), in.surplus(), contents, byId, kept);
        } catch (IOException e) {
            throw failures.broken(e, entries.size(), entries.claimed(), in.position());
        }
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
        PackLimits limits = failures.limits();
        limit(header, kind == ObjectKind.BLOB ? limits.largestObject() : limits.largestInMemory());
        if (header.size() > Inflation.AT_ONCE) {
            WholeObject object = new WholeObject(hashing, kind, header.size());
            inflation.inflate(in, header.size(), object);
            found(entry, kind, object.id(), object.content(), header.size());
        } else {
            int size = (int) header.size();
            byte[] content = inflation.inflate(in, size);
            found(entry, kind, hashing.id(kind, content, size), content, size);
        }
    }

    private void found(int entry, ObjectKind kind, byte[] id, byte[] content, long size) {
        findings.is(entry, kind, id);
        if (Findings.mustSee(kind, size)) {
            findings.lookInto(kind, id, content, (int) size);
        }
    }

    private void readDelta(int entry, EntryHeader header, Inflation inflation)
            throws IOException, DataFormatException, TooLargeException {
        limit(header, failures.limits().largestInMemory());
        if (header.type() == EntryHeader.OFS_DELTA) {
            entries.base(entry, baseAt(entries.offset(entry), EntryHeader.readDistance(in::next)));
        } else {
            entries.base(entry, EntryTable.BY_ID);
            byId.add(in.next(contents.format().sizeInBytes()), entry);
        }
        if (header.size() > Inflation.AT_ONCE) {
            inflation.inflate(in, header.size(), (bytes, length) -> {});
        } else {
            int size = (int) header.size();
            kept.add(entry, inflation.inflate(in, size), size);
        }
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
        if (!java.util.Arrays.equals(computed, trailer)) {
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
