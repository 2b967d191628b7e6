package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.DataFormatException;
import org.eclipse.jgit.util.sha1.SHA1;
import org.eclipse.jgit.util.sha1.Sha1CollisionException;

/**
 * Computes object ids, one after the other.
 *
 * <p><i>Confined to one thread.</i>
 */
final class Hashing {

    private static final byte[] COMMIT = "commit ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TREE = "tree ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BLOB = "blob ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAG = "tag ".getBytes(StandardCharsets.US_ASCII);

    private final Function function;
    private final byte[] header = new byte[32];
    private final byte[] id;

    /** What is hashed with; it begins anew after each id. */
    private interface Function {
        void update(byte[] bytes, int from, int length);

        void finish(byte[] id) throws DataFormatException;
    }

    private Hashing(Function function, ObjectFormat format) {
        this.function = function;
        this.id = new byte[format.sizeInBytes()];
    }

    /** Hashing by the platform. */
    static Hashing of(ObjectFormat format) {
        return new Hashing(new Platforms(digest(format)), format);
    }

    /** Hashing that refuses content that was made to collide, as far as the format has such. */
    static Hashing detectingCollisions(ObjectFormat format) {
        return format == ObjectFormat.SHA1 ? new Hashing(new Detecting(), format) : of(format);
    }

    /** A new computation of the hash function. */
    static MessageDigest digest(ObjectFormat format) {
        try {
            return MessageDigest.getInstance(format == ObjectFormat.SHA1 ? "SHA-1" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1 and SHA-256", e);
        }
    }

    void begin(ObjectKind kind, long size) {
        byte[] word = word(kind);
        System.arraycopy(word, 0, header, 0, word.length);
        int end = word.length + digits(size);
        long rest = size;
        for (int at = end - 1; at >= word.length; at--) {
            header[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        header[end] = 0;
        function.update(header, 0, end + 1);
    }

    void update(byte[] bytes, int length) {
        function.update(bytes, 0, length);
    }

    /**
     * The id, in an array that is used again.
     *
     * @throws DataFormatException when the content was made to collide, and that is looked for
     */
    byte[] finish() throws DataFormatException {
        function.finish(id);
        return id;
    }

    /** The id of an object that is at the beginning of the array, in an array that is used again. */
    byte[] id(ObjectKind kind, byte[] content, int length) throws DataFormatException {
        begin(kind, length);
        update(content, length);
        return finish();
    }

    private static byte[] word(ObjectKind kind) {
        return switch (kind) {
            case COMMIT -> COMMIT;
            case TREE -> TREE;
            case BLOB -> BLOB;
            case TAG -> TAG;
        };
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private record Platforms(MessageDigest digest) implements Function {

        @Override
        public void update(byte[] bytes, int from, int length) {
            digest.update(bytes, from, length);
        }

        @Override
        public void finish(byte[] id) {
            try {
                digest.digest(id, 0, id.length);
            } catch (DigestException e) {
                throw new AssertionError("an id has the length of its hash", e);
            }
        }
    }

    /** JGit's, which looks for what attacks on SHA-1 leave in the content. */
    private static final class Detecting implements Function {

        private final SHA1 sha1 = SHA1.newInstance().setDetectCollision(true);

        @Override
        public void update(byte[] bytes, int from, int length) {
            sha1.update(bytes, from, length);
        }

        @Override
        public void finish(byte[] id) throws DataFormatException {
            try {
                System.arraycopy(sha1.digest(), 0, id, 0, id.length);
            } catch (Sha1CollisionException e) {
                throw new DataFormatException("content that was made to have the same SHA-1 as other content");
            } finally {
                sha1.reset();
            }
        }
    }
}
