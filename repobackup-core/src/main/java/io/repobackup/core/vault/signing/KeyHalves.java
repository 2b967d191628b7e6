package io.repobackup.core.vault.signing;

import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.core.vault.json.MalformedException;
import io.repobackup.core.vault.signing.VerifyingKey.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;

/** Both halves of a key. Its text has both, so that a mistyped secret is noticed at once. <i>Immutable.</i> */
final class KeyHalves {

    private static final byte[] PROBE = "repobackup-probe".getBytes(StandardCharsets.US_ASCII);

    private final PrivateKey secret;
    private final VerifyingKey shown;

    private KeyHalves(PrivateKey secret, VerifyingKey shown) {
        this.secret = secret;
        this.shown = shown;
    }

    static KeyHalves generate(Purpose purpose) {
        KeyPair pair = Ed25519.generate();
        return new KeyHalves(pair.getPrivate(), VerifyingKey.of(purpose, pair.getPublic()));
    }

    static KeyHalves parse(Purpose purpose, Secret text) {
        char[] revealed = text.reveal();
        try {
            return parse(purpose, new String(revealed).strip());
        } finally {
            Arrays.fill(revealed, ' ');
        }
    }

    VerifyingKey shown() {
        return shown;
    }

    Secret text() {
        byte[] shownBytes = Base64Text.decode(shown.base64(), Ed25519.KEY_SIZE, "a key");
        byte[] both = Arrays.copyOf(Ed25519.raw(secret), 2 * Ed25519.KEY_SIZE);
        System.arraycopy(shownBytes, 0, both, Ed25519.KEY_SIZE, Ed25519.KEY_SIZE);
        return Secret.of((prefix(shown.purpose()) + Base64Text.of(both)).toCharArray());
    }

    byte[] sign(byte[] message) {
        return Ed25519.sign(secret, message);
    }

    private static KeyHalves parse(Purpose purpose, String text) {
        String prefix = prefix(purpose);
        if (!text.startsWith(prefix)) {
            throw new MisconfiguredException(
                    "Cannot use this secret key: it does not begin with " + prefix + "; copy the whole line");
        }
        try {
            byte[] both = Base64Text.decode(text.substring(prefix.length()), 2 * Ed25519.KEY_SIZE, "both halves");
            PrivateKey secret = Ed25519.privateKey(Arrays.copyOf(both, Ed25519.KEY_SIZE));
            byte[] shown = Arrays.copyOfRange(both, Ed25519.KEY_SIZE, both.length);
            KeyHalves halves = new KeyHalves(secret, VerifyingKey.of(purpose, Ed25519.publicKey(shown)));
            if (halves.shown.verifies(PROBE, halves.sign(PROBE))) {
                return halves;
            }
        } catch (MalformedException | InvalidKeySpecException e) {
            // The same is said of it, without a cause that could show a part of it.
        }
        throw new MisconfiguredException("Cannot use the secret key that begins with " + prefix
                + ": it is incomplete or mistyped; copy the whole line");
    }

    private static String prefix(Purpose purpose) {
        return purpose.prefix() + "-secret:";
    }
}
