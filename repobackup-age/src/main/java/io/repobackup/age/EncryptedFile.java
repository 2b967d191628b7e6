package io.repobackup.age;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * An age file that is being written. Only {@link #finish()} writes the chunk that ends it: what was given up, closed or broken
 * off before is no age file that anybody would take for whole.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class EncryptedFile implements AutoCloseable {

    private final Consumer<ByteBuffer> out;
    private final ByteBuffer header;
    private final ChunkCipher cipher;
    private final byte[] plain = new byte[ChunkCipher.PLAIN_LENGTH];
    private final byte[] stored = new byte[ChunkCipher.STORED_LENGTH];
    private int filled;

    /** A file that is handed out piece by piece; what takes the pieces must take all of each, and not keep the buffer. */
    EncryptedFile(Envelope envelope, Consumer<ByteBuffer> out) {
        Envelope.Beginning beginning = envelope.begin();
        this.out = out;
        this.header = beginning.header();
        this.cipher = beginning.payload();
    }

    /** Takes the remaining bytes of a buffer. */
    void write(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (filled == plain.length) {
                hand(cipher.encrypt(plain, filled, stored));
            }
            int count = Math.min(bytes.remaining(), plain.length - filled);
            bytes.get(plain, filled, count);
            filled += count;
        }
    }

    /** Writes the chunk that ends the file. */
    void finish() {
        hand(cipher.encryptLast(plain, filled, stored));
    }

    /** Forgets what was not written yet. Writes nothing. */
    @Override
    public void close() {
        ChunkCipher.wipe(plain);
    }

    private void hand(int length) {
        if (header.hasRemaining()) {
            out.accept(header);
            header.position(header.limit());
        }
        out.accept(ByteBuffer.wrap(stored, 0, length));
        filled = 0;
    }
}
