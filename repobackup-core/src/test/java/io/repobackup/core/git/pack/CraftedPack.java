package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;

/** A pack written entry by entry, so that it can be unusual or wrong. */
final class CraftedPack {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final MessageDigest digest = Hashing.digest(ObjectFormat.SHA1);

    CraftedPack(int claimedObjects) {
        out.writeBytes("PACK".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        out.writeBytes(ByteBuffer.allocate(8).putInt(2).putInt(claimedObjects).array());
    }

    static ObjectId id(ObjectKind kind, byte[] content) {
        try {
            return ObjectId.of(Hashing.of(ObjectFormat.SHA1).id(kind, content, content.length));
        } catch (DataFormatException e) {
            throw new AssertionError("nothing looks for collisions here", e);
        }
    }

    int size() {
        return out.size();
    }

    CraftedPack whole(ObjectKind kind, byte[] content) {
        return entry(kind.code(), content.length, new byte[0], content);
    }

    CraftedPack onId(ObjectId base, byte[] delta) {
        return entry(EntryHeader.REF_DELTA, delta.length, base.bytes(), delta);
    }

    CraftedPack onOffset(long distance, byte[] delta) {
        byte[] reversed = new byte[10];
        int at = reversed.length - 1;
        reversed[at] = (byte) (distance & 0x7f);
        for (long rest = distance >> 7; rest != 0; rest >>= 7) {
            rest--;
            reversed[--at] = (byte) (0x80 | rest & 0x7f);
        }
        return entry(EntryHeader.OFS_DELTA, delta.length, java.util.Arrays.copyOfRange(reversed, at, 10), delta);
    }

    CraftedPack entry(int type, long declared, byte[] base, byte[] content) {
        long rest = declared >> 4;
        out.write((int) (type << 4 | declared & 15 | (rest > 0 ? 0x80 : 0)));
        for (; rest > 0; rest >>= 7) {
            out.write((int) (rest & 0x7f | (rest > 0x7f ? 0x80 : 0)));
        }
        out.writeBytes(base);
        out.writeBytes(deflate(content));
        return this;
    }

    byte[] bytes() {
        byte[] body = out.toByteArray();
        byte[] checksum = digest.digest(body);
        return ByteBuffer.allocate(body.length + checksum.length)
                .put(body)
                .put(checksum)
                .array();
    }

    /** A delta that copies so many bytes of its base, which has as many, and appends one. */
    static byte[] appending(int baseSize, int last) {
        ByteArrayOutputStream delta = new ByteArrayOutputStream();
        size(delta, baseSize);
        size(delta, baseSize + 1);
        delta.write(0x80 | 0x30);
        delta.write(baseSize & 0xff);
        delta.write(baseSize >> 8);
        delta.write(1);
        delta.write(last);
        return delta.toByteArray();
    }

    static void size(ByteArrayOutputStream delta, long size) {
        for (long rest = size; ; rest >>= 7) {
            if (rest <= 0x7f) {
                delta.write((int) rest);
                return;
            }
            delta.write((int) (rest & 0x7f | 0x80));
        }
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            compressed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return compressed.toByteArray();
    }
}
