package io.repobackup.core.vault.signing;

import java.time.Instant;

/** A recovery owner and those whose keys were certified. */
public final class TestSigners {

    public static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");

    public final RootKey root = RootKey.generate();

    /** A fresh key in these roles. */
    public Signer signer(String name, Role... roles) {
        SigningKey key = SigningKey.generate();
        return Signer.of(key, root.certify(Statement.of(key.verifyingKey(), name, ISSUED, roles)));
    }

    /** One that may sign everything. */
    public Signer everybody() {
        return signer("everybody", Role.values());
    }

    public SignaturePolicy require() {
        return SignaturePolicy.require(root.verifyingKey());
    }

    public SignaturePolicy warn() {
        return SignaturePolicy.warn(root.verifyingKey());
    }

    public static VerifyingKey key(Signer signer) {
        return signer.certificate().statement().key();
    }
}
