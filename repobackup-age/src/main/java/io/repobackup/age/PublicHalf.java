package io.repobackup.age;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** Computes the public half of an X25519 key: the secret half, times the base point (RFC 7748, section 6.1). */
final class PublicHalf {

    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    private PublicHalf() {}

    static byte[] of(byte[] secretKey) {
        try {
            KeyFactory keys = KeyFactory.getInstance("X25519");
            KeyAgreement product = KeyAgreement.getInstance("X25519");
            product.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secretKey)));
            product.doPhase(keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
            return product.generateSecret();
        } catch (GeneralSecurityException e) {
            throw AgeIdentity.unsupported(e);
        }
    }
}
