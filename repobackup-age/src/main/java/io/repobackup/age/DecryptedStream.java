package io.repobackup.age;

import com.exceptionfactory.jagged.framework.crypto.CipherKey;
import com.exceptionfactory.jagged.framework.format.StandardPayloadKeyReader;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/**
 * The content of an age file. Bytes are handed out only after their chunk was found genuine; the end only after the chunk that
 * ends the file was.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class DecryptedStream extends InputStream {

    private final String key;
    private final InputStream in;
    private final ChunkCipher cipher;
    private final byte[] plain = new byte[ChunkCipher.PLAIN_LENGTH];
    /** One chunk, and the first byte of the next, which tells that there is one. */
    private final byte[] stored = new byte[ChunkCipher.STORED_LENGTH + 1];

    private int ahead;
    private int position;
    private int limit;
    private boolean ended;
    private @Nullable RepobackupException failure;

    private DecryptedStream(String key, InputStream in, ChunkCipher cipher) {
        this.key = key;
        this.in = in;
        this.cipher = cipher;
    }

    /**
     * Reads the header of a file and finds its key. Closes what it was given when that fails.
     *
     * @param key what messages call the file
     */
    static DecryptedStream open(String key, InputStream in, List<AgeIdentity> identities) {
        try {
            ByteBuffer beginning = ByteBuffer.wrap(in.readNBytes(Envelope.MAX_HEADER_LENGTH));
            ChunkCipher cipher = cipherOf(key, beginning, new KeySearch(identities));
            InputStream payload =
                    new ByteArrayInputStream(beginning.array(), beginning.position(), beginning.remaining());
            return new DecryptedStream(key, new SequenceInputStream(payload, in), cipher);
        } catch (IOException e) {
            throw closed(in, brokenOff(key, e));
        } catch (RuntimeException e) {
            throw closed(in, e);
        }
    }

    @Override
    public int read() {
        return fill() ? plain[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(plain, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return limit - position;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        position = limit;
        ChunkCipher.wipe(plain);
        in.close();
    }

    private static ChunkCipher cipherOf(String key, ByteBuffer beginning, KeySearch search) {
        try {
            CipherKey payloadKey = new StandardPayloadKeyReader().getPayloadKey(beginning, List.of(search));
            byte[] copy = payloadKey.getEncoded().clone();
            try {
                return new ChunkCipher(copy);
            } finally {
                ChunkCipher.wipe(copy);
                payloadKey.destroy();
            }
        } catch (RepobackupException e) {
            throw e;
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // The reader of headers meets what is no header with all of these.
            throw search.failure(key)
                    .orElseGet(() -> new CorruptedException(
                            key, "a file in the age format", "a header that is none or was changed", e));
        }
    }

    /** Whether there are bytes to hand out, after the next chunk was read when there were none. */
    private boolean fill() {
        while (position == limit && !ended) {
            refuseAfterFailure();
            try {
                nextChunk();
            } catch (RepobackupException e) {
                failure = e;
                throw e;
            }
        }
        return position < limit;
    }

    /** What failed once must not look like an end. */
    private void refuseAfterFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    private void nextChunk() {
        int length = ahead + readFully();
        boolean last = length < stored.length;
        position = 0;
        limit = 0;
        try {
            if (last) {
                limit = cipher.decryptLast(stored, length, plain);
                refuseEmptyEnd();
            } else {
                limit = cipher.decrypt(stored, ChunkCipher.STORED_LENGTH, plain);
                stored[0] = stored[ChunkCipher.STORED_LENGTH];
                ahead = 1;
            }
        } catch (AEADBadTagException e) {
            String found = last ? "changed bytes, or a file that was cut off there" : "changed bytes";
            throw new CorruptedException(
                    key, "chunk " + (cipher.chunks() + 1) + " of an age file as it was written", found, e);
        }
        ended = last;
    }

    private void refuseEmptyEnd() throws AEADBadTagException {
        if (limit == 0 && cipher.chunks() > 1) {
            throw new AEADBadTagException("an empty chunk after others");
        }
    }

    private int readFully() {
        try {
            return in.readNBytes(stored, ahead, stored.length - ahead);
        } catch (IOException e) {
            throw brokenOff(key, e);
        }
    }

    private static UnavailableException brokenOff(String key, IOException cause) {
        return new UnavailableException("Reading " + key + " broke off (" + cause.getMessage() + "); try again", cause);
    }

    private static RuntimeException closed(InputStream in, RuntimeException failure) {
        try {
            in.close();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
