package io.repobackup.core.vault.signing;

import io.repobackup.api.failure.MisconfiguredException;

/**
 * Somebody who signs what is appended: a key with the certificate for it.
 *
 * <p><i>Immutable.</i>
 */
public final class Signer {

    private final SigningKey key;
    private final Certificate certificate;

    private Signer(SigningKey key, Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * A signer.
     *
     * @throws MisconfiguredException when the certificate is for another key
     */
    public static Signer of(SigningKey key, Certificate certificate) {
        if (!certificate.statement().key().equals(key.verifyingKey())) {
            throw new MisconfiguredException("Cannot sign with " + key.verifyingKey() + ": the certificate is for "
                    + certificate.statement().key()
                    + "; have the recovery owner certify this key, or use the key of the certificate");
        }
        return new Signer(key, certificate);
    }

    /** What it may sign, and who says so. */
    public Certificate certificate() {
        return certificate;
    }

    /** Whether its certificate is for this role. */
    public boolean may(Role role) {
        return certificate.statement().roles().contains(role);
    }

    /**
     * The second line of a record's file, without its end.
     *
     * @param firstLine the record, without the line's end
     */
    public byte[] sign(byte[] firstLine) {
        return SignatureLine.encode(key.verifyingKey(), key.sign(firstLine), certificate);
    }

    /** The certificate's name and key. */
    @Override
    public String toString() {
        return "Signer[" + certificate.statement().name() + ", " + key.verifyingKey() + "]";
    }
}
