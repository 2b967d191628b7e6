package io.repobackup.core.vault.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Signatures of RFC 8032 by the platform, with keys as the 32 bytes that they are there. */
final class Ed25519 {

    static final int KEY_SIZE = 32;
    static final int SIGNATURE_SIZE = 64;

    private static final String NAME = "Ed25519";

    /** What RFC 8410 puts before the 32 bytes of a private key. */
    private static final byte[] PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

    /** What RFC 8410 puts before the 32 bytes of a public key. */
    private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(NAME).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The private key's 32 bytes. */
    static byte[] raw(PrivateKey key) {
        return withoutPrefix(key.getEncoded(), PRIVATE);
    }

    /** The public key's 32 bytes. */
    static byte[] raw(PublicKey key) {
        return withoutPrefix(key.getEncoded(), PUBLIC);
    }

    static PrivateKey privateKey(byte[] raw) throws InvalidKeySpecException {
        return factory().generatePrivate(new PKCS8EncodedKeySpec(join(PRIVATE, raw)));
    }

    static PublicKey publicKey(byte[] raw) throws InvalidKeySpecException {
        return factory().generatePublic(new X509EncodedKeySpec(join(PUBLIC, raw)));
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(NAME);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (SignatureException | InvalidKeyException e) {
            return false; // Also for 32 bytes that are no point of the curve: the platform looks at them only now.
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static KeyFactory factory() {
        try {
            return KeyFactory.getInstance(NAME);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static byte[] join(byte[] prefix, byte[] raw) {
        byte[] all = Arrays.copyOf(prefix, prefix.length + raw.length);
        System.arraycopy(raw, 0, all, prefix.length, raw.length);
        return all;
    }

    private static byte[] withoutPrefix(byte[] encoded, byte[] prefix) {
        if (encoded.length != prefix.length + KEY_SIZE
                || !Arrays.equals(prefix, Arrays.copyOf(encoded, prefix.length))) {
            throw new AssertionError("this platform encodes Ed25519 keys otherwise than RFC 8410");
        }
        return Arrays.copyOfRange(encoded, prefix.length, encoded.length);
    }

    private static AssertionError missing(GeneralSecurityException e) {
        return new AssertionError("every Java platform from 15 on has Ed25519", e);
    }
}
