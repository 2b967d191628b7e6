package io.repobackup.benchmarks.step;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** ChaCha20-Poly1305 of the JDK, each piece under a nonce of its own. <i>Confined to one thread at a time.</i> */
final class BareCipher {

    private static final int TAG_IN_BYTES = 16;

    private final Cipher cipher;
    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "ChaCha20");
    private final byte[] nonce = new byte[12];
    private final byte[] plain;
    private final byte[] sealed;
    private final byte[] whole;
    private final IvParameterSpec nonceOfWhole;

    BareCipher(int pieceInBytes) {
        try {
            cipher = Cipher.getInstance("ChaCha20-Poly1305");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        plain = new byte[pieceInBytes];
        sealed = new byte[pieceInBytes + TAG_IN_BYTES];
        whole = new byte[pieceInBytes + TAG_IN_BYTES];
        encrypt(plain, 0, pieceInBytes);
        System.arraycopy(sealed, 0, whole, 0, whole.length);
        nonceOfWhole = new IvParameterSpec(nonce.clone());
    }

    int encrypt(byte[] bytes, int from, int length) {
        for (int i = 0; ++nonce[i] == 0; i++) {}
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce));
            return cipher.doFinal(bytes, from, length, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Decrypts a piece of the whole length, the same each time. */
    int decryptWhole() {
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, nonceOfWhole);
            return cipher.doFinal(whole, 0, whole.length, plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
