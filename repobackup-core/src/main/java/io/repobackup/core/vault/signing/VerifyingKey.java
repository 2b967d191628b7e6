package io.repobackup.core.vault.signing;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.vault.json.MalformedException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;

/**
 * The public half of a key: who has it can check signatures, and make none. It may be shown to anyone.
 *
 * <p><i>Immutable.</i>
 */
public final class VerifyingKey {

    private final Purpose purpose;
    private final String base64;
    private final PublicKey key;

    private VerifyingKey(Purpose purpose, String base64, PublicKey key) {
        this.purpose = purpose;
        this.base64 = base64;
        this.key = key;
    }

    /** What a key is for; its text begins with it, so that nobody takes one for the other. */
    public enum Purpose {
        /** It certifies others: the recovery owner's. */
        ROOT("repobackup-root"),
        /** It signs records. */
        SIGNER("repobackup-signer");

        private final String prefix;

        Purpose(String prefix) {
            this.prefix = prefix;
        }

        String prefix() {
            return prefix;
        }
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws MisconfiguredException when it is something else
     */
    public static VerifyingKey parse(String text) {
        for (Purpose purpose : Purpose.values()) {
            String prefix = purpose.prefix() + ":";
            if (text.startsWith(prefix)) {
                try {
                    return decode(purpose, text.substring(prefix.length()));
                } catch (MalformedException e) {
                    throw new MisconfiguredException(
                            "Cannot use the public key that begins with " + prefix
                                    + ": what follows is not 32 bytes of a key in base64; copy the whole line",
                            e);
                }
            }
        }
        throw new MisconfiguredException("Cannot use this public key: it begins neither with " + Purpose.ROOT.prefix()
                + ": nor with " + Purpose.SIGNER.prefix() + ":; copy the whole line");
    }

    static VerifyingKey of(Purpose purpose, PublicKey key) {
        return new VerifyingKey(purpose, Base64Text.of(Ed25519.raw(key)), key);
    }

    static VerifyingKey decode(Purpose purpose, String base64) {
        try {
            byte[] raw = Base64Text.decode(base64, Ed25519.KEY_SIZE, "a public key");
            return new VerifyingKey(purpose, base64, Ed25519.publicKey(raw));
        } catch (InvalidKeySpecException e) {
            throw new MalformedException("a public key of Ed25519", "other bytes", e);
        }
    }

    /** What it is for. */
    public Purpose purpose() {
        return purpose;
    }

    /** The key in one line: what it is for, a colon, its 32 bytes in base64. */
    public String text() {
        return purpose.prefix() + ":" + base64;
    }

    String base64() {
        return base64;
    }

    boolean verifies(byte[] message, byte[] signature) {
        return Ed25519.verifies(key, message, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyingKey that && purpose == that.purpose && base64.equals(that.base64);
    }

    @Override
    public int hashCode() {
        return base64.hashCode();
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
        return text();
    }
}
