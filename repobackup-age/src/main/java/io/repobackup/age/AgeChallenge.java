package io.repobackup.age;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.format.StandardPayloadKeyReader;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * Shows that somebody holds the key of a recipient, who need not be here: a file that only that key opens, and the digest of the
 * text in it, which is the answer. It keeps nobody from lying to himself; it finds recipients that were mistyped, mixed up, or
 * whose key was lost.
 *
 * <pre>{@code
 * AgeChallenge challenge = AgeChallenge.to(recipient);
 * Files.write(path, challenge.file());       // its holder runs «age -d -i recovery.key challenge.age» where the key is
 * builder.proved(challenge, answer);         // and gives back the line that it prints
 * }</pre>
 *
 * <p>The file is all there is to keep until the answer comes: {@link #parse} makes the challenge of it again. <i>Immutable.</i>
 */
public final class AgeChallenge {

    private static final String TYPE = "repobackup-challenge";
    private static final int ANSWER_LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] file;
    private final String fingerprint;
    private final Sha256 answer;

    private AgeChallenge(byte[] file, String fingerprint, Sha256 answer) {
        this.file = file;
        this.fingerprint = fingerprint;
        this.answer = answer;
    }

    /** A new challenge to who holds the key of a recipient. */
    public static AgeChallenge to(AgeRecipient recipient) {
        byte[] random = new byte[ANSWER_LENGTH];
        RANDOM.nextBytes(random);
        String answer = "repobackup-proof-" + HexFormat.of().formatHex(random);
        Sha256 digest = digestOf(answer);
        RecipientStanzaWriter note =
                fileKey -> List.of(new NoteStanza(TYPE, List.of(recipient.fingerprint(), digest.hex())));
        byte[] text = (answer + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] file = Envelope.of(List.of(recipient), note).encrypt(text);
        return new AgeChallenge(file, recipient.fingerprint(), digest);
    }

    /**
     * The challenge that this file is.
     *
     * @throws MisconfiguredException when it is none
     */
    public static AgeChallenge parse(byte[] file) {
        Note note = new Note();
        try {
            new StandardPayloadKeyReader().getPayloadKey(ByteBuffer.wrap(file), List.of(note));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // The header is all that is read here: without the key, every reading ends so.
            return note.challenge(file.clone());
        }
        return note.challenge(file.clone());
    }

    /** The file that the holder of the key decrypts; a copy. */
    public byte[] file() {
        return file.clone();
    }

    /** Whose key opens it. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Whether this is the text in the file; white space around it is ignored. */
    public boolean isAnsweredBy(String text) {
        return digestOf(text.strip()).equals(answer);
    }

    @Override
    public String toString() {
        return "AgeChallenge[" + fingerprint + "]";
    }

    private static Sha256 digestOf(String answer) {
        return Sha256.of(answer.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the note out of a header and opens nothing. */
    private static final class Note implements RecipientStanzaReader {

        private List<String> told = List.of();

        @Override
        public FileKey getFileKey(Iterable<RecipientStanza> stanzas) throws GeneralSecurityException {
            for (RecipientStanza stanza : stanzas) {
                if (stanza.getType().equals(TYPE)) {
                    told = stanza.getArguments();
                }
            }
            throw new UnsupportedRecipientStanzaException("a challenge is not opened by who made it");
        }

        AgeChallenge challenge(byte[] file) {
            try {
                return new AgeChallenge(file, told.get(0), new Sha256(told.get(1)));
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new MisconfiguredException(
                        "Reading a challenge: the file is none; give the file that was made with"
                                + " AgeChallenge.to, as it was before it was decrypted",
                        e);
            }
        }
    }
}
