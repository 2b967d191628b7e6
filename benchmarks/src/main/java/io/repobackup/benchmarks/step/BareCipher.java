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
    private final byte[][] wholes = new byte[2][];
    private final IvParameterSpec[] nonces = new IvParameterSpec[2];
    private int next;

    BareCipher(int pieceInBytes) {
        try {
            cipher = Cipher.getInstance("ChaCha20-Poly1305");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        plain = new byte[pieceInBytes];
        sealed = new byte[pieceInBytes + TAG_IN_BYTES];
        for (int i = 0; i < wholes.length; i++) {
            encrypt(plain, 0, pieceInBytes);
            wholes[i] = sealed.clone();
            nonces[i] = new IvParameterSpec(nonce.clone());
        }
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

    /** Decrypts one of two pieces of the whole length, in turns: the cipher refuses the same nonce twice in a row. */
    int decryptWhole() {
        next ^= 1;
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, nonces[next]);
            return cipher.doFinal(wholes[next], 0, wholes[next].length, plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
