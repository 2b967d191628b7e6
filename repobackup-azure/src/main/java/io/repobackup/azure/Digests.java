package io.repobackup.azure;

import io.repobackup.api.sink.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digests that go with bytes. */
final class Digests {

    private Digests() {}

    /** What the store compares with the bytes that arrive. */
    static byte[] md5(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(bytes.duplicate());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    static Sha256 sha256(ByteBuffer bytes) {
        MessageDigest digest = Sha256.digest();
        digest.update(bytes.duplicate());
        return Sha256.from(digest);
    }
}
