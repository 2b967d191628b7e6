package io.repobackup.age;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;

/**
 * Whom something is encrypted for: the public half of an X25519 key, as {@code age-keygen} shows it.
 *
 * <p><i>Immutable.</i>
 *
 * @param text {@code age1} and 58 characters
 */
public record AgeRecipient(String text) {

    private static final String PREFIX = "age";
    private static final int FINGERPRINT_DIGITS = 32;

    /** Refuses what is no recipient, such as one with a letter that is wrong. */
    public AgeRecipient {
        requireRecipient(text);
    }

    /**
     * The recipient that this text names; white space around it is ignored.
     *
     * @throws MisconfiguredException when it names none, or is a secret key, which is not repeated in the message
     */
    public static AgeRecipient parse(String text) {
        return new AgeRecipient(text.strip());
    }

    /**
     * What the recipient is called where it need not be used: {@code age-x25519:} and the first 32 hex digits of the SHA-256 of
     * its text. Stable, and no secret.
     */
    public String fingerprint() {
        return "age-x25519:"
                + Sha256.of(text.getBytes(StandardCharsets.US_ASCII)).hex().substring(0, FINGERPRINT_DIGITS);
    }

    @Override
    public String toString() {
        return text;
    }

    RecipientStanzaWriter stanzaWriter() {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(text);
        } catch (GeneralSecurityException e) {
            throw new MisconfiguredException(
                    "Encrypting for " + text + " does not work on this Java (" + e.getMessage()
                            + "); use one with X25519 and ChaCha20-Poly1305",
                    e);
        }
    }

    private static void requireRecipient(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("secret-key")) {
            throw new MisconfiguredException(
                    "A recipient was expected, and a secret key was given; it is not repeated here."
                            + " Give the text that begins with age1, which the key file has behind «public key:», and take the"
                            + " secret key out of where it was given");
        }
        if (!lower.startsWith("age1")) {
            // It may be anything, also part of a secret.
            throw new MisconfiguredException(
                    "A recipient begins with age1 and has 62 characters; what was given does not" + " begin so and has "
                            + text.length());
        }
        if (!text.equals(lower)) {
            throw new MisconfiguredException("The recipient " + text + " has capitals; age writes small letters");
        }
        if (Bech32Key.decode(PREFIX, text).isEmpty()) {
            throw new MisconfiguredException("The recipient " + text
                    + " is mistyped or not whole: its check sum is wrong; copy it again from where it was made");
        }
    }
}
