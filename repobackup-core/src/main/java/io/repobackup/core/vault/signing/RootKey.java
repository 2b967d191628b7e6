package io.repobackup.core.vault.signing;

import io.repobackup.api.credential.Secret;
import io.repobackup.core.vault.signing.VerifyingKey.Purpose;

/**
 * The recovery owner's secret key, kept offline. It certifies who may sign what, and signs nothing else.
 *
 * <p>Nothing but {@link #secret()} shows it. <i>Immutable.</i>
 */
public final class RootKey {

    private final KeyHalves halves;

    private RootKey(KeyHalves halves) {
        this.halves = halves;
    }

    /** A fresh key. */
    public static RootKey generate() {
        return new RootKey(KeyHalves.generate(Purpose.ROOT));
    }

    /**
     * Reads what {@link #secret()} wrote; spaces around it do not count.
     *
     * @throws io.repobackup.api.failure.MisconfiguredException when it is something else; the message does not show it
     */
    public static RootKey parse(Secret text) {
        return new RootKey(KeyHalves.parse(Purpose.ROOT, text));
    }

    /** The key in one line, to be kept where no worker reads. */
    public Secret secret() {
        return halves.text();
    }

    /** What everybody who checks records is given. */
    public VerifyingKey verifyingKey() {
        return halves.shown();
    }

    /** Vouches that a statement is so. It cannot be taken back, but its key can be revoked by all who check. */
    public Certificate certify(Statement statement) {
        String text = statement.encode();
        return Certificate.of(text, halves.shown(), halves.sign(Certificate.message(text)));
    }

    /** The public half. */
    @Override
    public String toString() {
        return "RootKey[" + halves.shown() + "]";
    }
}
