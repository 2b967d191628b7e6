package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/** A pack while it streams in: what is consumed is hashed, stored and passed on, a buffer at a time. */
final class PackStream {

    private final InputStream in;
    private final PackConsumer consumer;
    private final PackStore store;
    private final MessageDigest digest;
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private int start;
    private int crcStart;
    private int at;
    private int end;
    private long passedOn;

    PackStream(InputStream in, PackConsumer consumer, PackStore store, ObjectFormat format) {
        this.in = in;
        this.consumer = consumer;
        this.store = store;
        this.digest = Hashing.digest(format);
    }

    /** How many bytes were consumed. */
    long position() {
        return passedOn + at - start;
    }

    /** How many bytes were read but not consumed. */
    int surplus() {
        return end - at;
    }

    /** Begins a new CRC. */
    void resetCrc() {
        crc.reset();
        crcStart = at;
    }

    /** The CRC of what was consumed since it was begun. */
    int crc() {
        countIn();
        return (int) crc.getValue();
    }

    /** Consumes a byte. */
    int next() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++] & 0xff;
    }

    /** Consumes so many bytes. */
    byte[] next(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) next();
        }
        return bytes;
    }

    /** Gives the inflater what is there, without consuming it, and says how much that was. */
    int supply(Inflater inflater) throws IOException {
        if (at == end) {
            fill();
        }
        inflater.setInput(buffer, at, end - at);
        return end - at;
    }

    /** Consumes so many of the bytes that were supplied. */
    void consume(int length) {
        at += length;
    }

    /** The checksum of all that was consumed; nothing that is consumed later counts. */
    byte[] checksum() {
        passOn();
        return digest.digest();
    }

    /** Passes on the rest of what was consumed. */
    void finish() {
        passOn();
    }

    private void fill() throws IOException {
        countIn();
        passOn();
        start = 0;
        crcStart = 0;
        at = 0;
        end = 0;
        int count = in.read(buffer, 0, buffer.length);
        if (count <= 0) {
            throw new EOFException("the stream ended");
        }
        end = count;
    }

    private void countIn() {
        crc.update(buffer, crcStart, at - crcStart);
        crcStart = at;
    }

    private void passOn() {
        int length = at - start;
        if (length > 0) {
            digest.update(buffer, start, length);
            store.append(buffer, start, length);
            consumer.accept(ByteBuffer.wrap(buffer, start, length));
            passedOn += length;
            start = at;
        }
    }
}
