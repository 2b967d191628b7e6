package io.repobackup.age;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import io.repobackup.api.credential.Secret;
import io.repobackup.api.failure.MisconfiguredException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * Who can read what was encrypted for its {@linkplain #recipient() recipient}: the secret half of an X25519 key. Neither a
 * message nor {@link #toString()} ever holds the key.
 *
 * <p><i>Immutable.</i>
 */
public final class AgeIdentity {

    private final Secret secret;
    private final AgeRecipient recipient;
    private final RecipientStanzaReader reader;

    private AgeIdentity(Secret secret, AgeRecipient recipient) {
        this.secret = secret;
        this.recipient = recipient;
        this.reader = readerOf(secret);
    }

    /** A new key, which nobody else has and which is stored nowhere. */
    public static AgeIdentity generate() {
        try {
            KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
            byte[] encoded = pair.getPrivate().getEncoded();
            char[] text = StandardCharsets.US_ASCII
                    .decode(java.nio.ByteBuffer.wrap(encoded))
                    .array();
            try {
                return new AgeIdentity(
                        Secret.of(text),
                        new AgeRecipient(new String(pair.getPublic().getEncoded(), StandardCharsets.US_ASCII)));
            } finally {
                Arrays.fill(text, '\0');
                Arrays.fill(encoded, (byte) 0);
            }
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        }
    }

    /**
     * The one key of a key file as {@code age-keygen} writes it, or of its secret line alone.
     *
     * @throws MisconfiguredException when there is none, more than one, or one that is mistyped
     */
    public static AgeIdentity parse(Secret keyFile) {
        List<AgeIdentity> all = parseAll(keyFile);
        if (all.size() != 1) {
            throw new MisconfiguredException(
                    "A file with one key was expected, and there are " + all.size() + "; name them one by one");
        }
        return all.get(0);
    }

    /** The keys of a key file, one or more, likewise. */
    public static List<AgeIdentity> parseAll(Secret keyFile) {
        char[] text = keyFile.reveal();
        try {
            return KeyFile.secretsOf(text).stream().map(AgeIdentity::of).toList();
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    /** Whom to encrypt for, so that this identity can read it. */
    public AgeRecipient recipient() {
        return recipient;
    }

    /** The {@linkplain AgeRecipient#fingerprint() fingerprint} of the recipient. */
    public String fingerprint() {
        return recipient.fingerprint();
    }

    /** The key as text: {@code AGE-SECRET-KEY-1} and 58 characters. */
    public Secret secret() {
        return secret;
    }

    /** The key file that {@code age-keygen} would write, for {@code age -d -i}. */
    public Secret keyFile(Instant created) {
        char[] key = secret.reveal();
        String comments =
                "# created: " + created.truncatedTo(ChronoUnit.SECONDS) + "\n# public key: " + recipient + "\n";
        CharBuffer file = CharBuffer.allocate(comments.length() + key.length + 1);
        file.put(comments).put(key).put('\n');
        try {
            return Secret.of(file.array());
        } finally {
            Arrays.fill(key, '\0');
            Arrays.fill(file.array(), '\0');
        }
    }

    @Override
    public String toString() {
        return "AgeIdentity[" + fingerprint() + "]";
    }

    RecipientStanzaReader stanzaReader() {
        return reader;
    }

    private static AgeIdentity of(Secret line) {
        return new AgeIdentity(line, KeyFile.recipientOf(line));
    }

    private static RecipientStanzaReader readerOf(Secret secret) {
        char[] text = secret.reveal();
        try {
            return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(CharBuffer.wrap(text));
        } catch (GeneralSecurityException e) {
            throw unsupported(e);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    static MisconfiguredException unsupported(GeneralSecurityException cause) {
        return new MisconfiguredException("Using X25519 keys does not work on this Java ("
                + cause.getClass().getSimpleName() + "); use one with X25519 and ChaCha20-Poly1305");
    }
}
