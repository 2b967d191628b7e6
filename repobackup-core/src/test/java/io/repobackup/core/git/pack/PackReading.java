package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/** What other packages of tests read of packs and of what belongs to them. */
public final class PackReading {

    private static final int LARGEST = 1 << 16;

    private PackReading() {}

    /** A pack, indexed as a capture does, within small limits. */
    public static void index(InputStream in, ObjectFormat format, Path scratch) {
        PackLimits limits = PackLimits.scratch(scratch)
                .withLargestInMemory(LARGEST)
                .withLargestObject(16L * LARGEST)
                .withBaseCache(LARGEST);
        IndexedPack pack = PackIndexer.within(limits).index(PackDescription.of("the pack", format), in, bytes -> {});
        pack.writeIndex(OutputStream.nullOutputStream());
        pack.external().writeTo(OutputStream.nullOutputStream());
    }

    public static void idx(InputStream in, ObjectFormat format) {
        new IdFileReader("the index", format, in).readIndex(id -> {});
    }

    public static void ext(InputStream in, ObjectFormat format) {
        new IdFileReader("the set", format, in).readExternal(id -> {});
    }

    public static void pointer(byte[] content) {
        PointerParser.parse(content, content.length);
    }

    /** The bytes as a commit, a tag and a tree. */
    public static void references(byte[] content) {
        for (int width : new int[] {20, 32}) {
            IdTable ids = new IdTable(width);
            References references = new References(ids::intern, width);
            references.ofCommit(content, content.length, false);
            references.ofCommit(content, content.length, true);
            references.ofTag(content, content.length);
            new TreeScan(ids::intern, width).all(content, content.length);
        }
    }

    /** A base of 100 bytes and a delta on it. */
    public static void delta(byte[] delta) throws IOException {
        try {
            Delta reading = new Delta();
            reading.of(delta, 0, delta.length);
            if (reading.resultSize() <= LARGEST) {
                reading.apply(new byte[100], 100, new byte[(int) reading.resultSize()]);
            }
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
    }

    /** The pack with the checksum that its other bytes have. */
    public static byte[] withChecksum(byte[] pack, ObjectFormat format) {
        MessageDigest digest = Hashing.digest(format);
        int end = Math.max(0, pack.length - digest.getDigestLength());
        digest.update(pack, 0, end);
        ByteArrayOutputStream repaired = new ByteArrayOutputStream();
        repaired.write(pack, 0, end);
        repaired.writeBytes(digest.digest());
        return repaired.toByteArray();
    }

    /** A pack of entries that the bytes describe: of each its type, a byte for its base, its length and its content. */
    public static byte[] described(byte[] description) {
        CraftedPack counted = new CraftedPack(0);
        int entries = entries(counted, description);
        CraftedPack pack = new CraftedPack(entries);
        entries(pack, description);
        return pack.bytes();
    }

    private static int entries(CraftedPack pack, byte[] description) {
        int count = 0;
        for (int at = 0; at + 3 <= description.length && count < 100; count++) {
            int type = description[at] & 7;
            int base = description[at + 1] & 0xff;
            int end = Math.min(description.length, at + 3 + (description[at + 2] & 0xff));
            byte[] content = Arrays.copyOfRange(description, at + 3, end);
            at = end;
            if (type == EntryHeader.OFS_DELTA) {
                pack.onOffset(base, content);
            } else {
                byte[] id = new byte[type == EntryHeader.REF_DELTA ? 20 : 0];
                Arrays.fill(id, (byte) base);
                pack.entry(type, content.length, id, content);
            }
        }
        return count;
    }
}
