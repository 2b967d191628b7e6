package io.repobackup.github.app;

import io.repobackup.api.credential.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;

/** Keys for tests, in the two forms that people have. */
public final class Keys {

    /** Version, algorithm, and the heads of what holds a key of 2,048 bits. */
    private static final int WRAPPING = 26;

    private Keys() {}

    public static KeyPair generate(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static String pkcs8(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** Of a key that is written as {@code INTEGER 0, SEQUENCE, OCTET STRING} with lengths of two bytes. */
    public static String pkcs1(PrivateKey key) {
        byte[] whole = key.getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(whole, WRAPPING, whole.length));
    }

    public static String pem(String label, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    public static Secret secret(String text) {
        return Secret.of(text.toCharArray());
    }
}
