package io.repobackup.age;

import io.repobackup.api.failure.MisconfiguredException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The payload of an age file: chunks of 64 KiB, each encrypted with ChaCha20-Poly1305 under a nonce that is the number of the
 * chunk and whether it is the last one. So chunks cannot be left out, moved or added unseen.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class ChunkCipher {

    /** The length of every chunk but the last, before encryption. */
    static final int PLAIN_LENGTH = 64 << 10;

    /** What encryption adds to a chunk. */
    static final int TAG_LENGTH = 16;

    /** The length of every chunk but the last, after encryption. */
    static final int STORED_LENGTH = PLAIN_LENGTH + TAG_LENGTH;

    private static final int NONCE_LENGTH = 12;
    private static final int LAST_FLAG = NONCE_LENGTH - 1;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final byte[] nonce = new byte[NONCE_LENGTH];
    private long chunks;

    /** A cipher with the key of a payload, of which it takes a copy. */
    ChunkCipher(byte[] payloadKey) {
        try {
            this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
            this.key = new SecretKeySpec(payloadKey, "ChaCha20");
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    /** How many chunks were encrypted or decrypted. */
    long chunks() {
        return chunks;
    }

    /** Encrypts a chunk that others follow, and gives its length after encryption. */
    int encrypt(byte[] plain, int length, byte[] stored) {
        return encryptChunk(plain, length, stored);
    }

    /** Encrypts the chunk that ends the file. */
    int encryptLast(byte[] plain, int length, byte[] stored) {
        nonce[LAST_FLAG] = 1;
        return encryptChunk(plain, length, stored);
    }

    /** Decrypts a chunk that others follow, and gives its length before encryption. */
    int decrypt(byte[] stored, int length, byte[] plain) throws AEADBadTagException {
        return decryptChunk(stored, length, plain);
    }

    /** Decrypts the chunk that ends the file. */
    int decryptLast(byte[] stored, int length, byte[] plain) throws AEADBadTagException {
        nonce[LAST_FLAG] = 1;
        return decryptChunk(stored, length, plain);
    }

    private int encryptChunk(byte[] plain, int length, byte[] stored) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce));
            int written = cipher.doFinal(plain, 0, length, stored);
            next();
            return written;
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    private int decryptChunk(byte[] stored, int length, byte[] plain) throws AEADBadTagException {
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(nonce));
            int written = cipher.doFinal(stored, 0, length, plain);
            next();
            return written;
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    /** Counts in the first eleven bytes, the last of which has the lowest digits. */
    private void next() {
        chunks++;
        for (int i = LAST_FLAG - 1; ++nonce[i] == 0 && i > 0; i--) {}
    }

    /** Forgets the key as far as Java allows. */
    static void wipe(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
    }

    private static MisconfiguredException unsupported(GeneralSecurityException cause) {
        return new MisconfiguredException(
                "Using ChaCha20-Poly1305 does not work on this Java (" + cause.getMessage() + "); use one that has it",
                cause);
    }
}
