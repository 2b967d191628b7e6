package io.repobackup.core.vault.signing;

import io.repobackup.api.credential.Secret;
import io.repobackup.core.vault.signing.VerifyingKey.Purpose;

/**
 * The secret key of whoever appends records: a worker, a maintainer, a pruner. It counts for nothing until a
 * {@link RootKey} has certified its {@linkplain #verifyingKey() public half}.
 *
 * <p>Nothing but {@link #secret()} shows it. <i>Immutable.</i>
 */
public final class SigningKey {

    private final KeyHalves halves;

    private SigningKey(KeyHalves halves) {
        this.halves = halves;
    }

    /** A fresh key. */
    public static SigningKey generate() {
        return new SigningKey(KeyHalves.generate(Purpose.SIGNER));
    }

    /**
     * Reads what {@link #secret()} wrote; spaces around it do not count.
     *
     * @throws io.repobackup.api.failure.MisconfiguredException when it is something else; the message does not show it
     */
    public static SigningKey parse(Secret text) {
        return new SigningKey(KeyHalves.parse(Purpose.SIGNER, text));
    }

    /** The key in one line, to be kept where only its holder reads. */
    public Secret secret() {
        return halves.text();
    }

    /** What the recovery owner certifies, and others check signatures with. */
    public VerifyingKey verifyingKey() {
        return halves.shown();
    }

    byte[] sign(byte[] message) {
        return halves.sign(message);
    }

    /** The public half. */
    @Override
    public String toString() {
        return "SigningKey[" + halves.shown() + "]";
    }
}
