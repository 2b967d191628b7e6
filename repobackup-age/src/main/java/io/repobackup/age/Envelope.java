package io.repobackup.age;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.crypto.CipherKey;
import com.exceptionfactory.jagged.framework.format.StandardPayloadKeyWriter;
import io.repobackup.api.failure.MisconfiguredException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes age files for certain recipients, each with a key of its own. <i>Thread-safe.</i> */
final class Envelope {

    /** A header has at most so many bytes, which is enough for a hundred recipients. */
    static final int MAX_HEADER_LENGTH = 16 << 10;

    private static final int MAX_RECIPIENTS = 50;

    private final Set<String> fingerprints;
    private final List<RecipientStanzaWriter> writers;
    private final int headerLength;

    private Envelope(Set<String> fingerprints, List<RecipientStanzaWriter> writers) {
        this.fingerprints = fingerprints;
        this.writers = writers;
        this.headerLength = begin().header().remaining();
    }

    /** Files for these recipients, with stanzas besides that open nothing. */
    static Envelope of(Collection<AgeRecipient> recipients, RecipientStanzaWriter... notes) {
        if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
            throw new MisconfiguredException("Encrypting is for 1 to " + MAX_RECIPIENTS + " recipients, not for "
                    + recipients.size() + "; name some with dataRecipient and stateRecipient");
        }
        return new Envelope(
                recipients.stream().map(AgeRecipient::fingerprint).collect(Collectors.toUnmodifiableSet()),
                Stream.concat(
                                recipients.stream().map(AgeRecipient::stanzaWriter),
                                Stream.concat(Stream.of(NamedRecipients.of(recipients)), Stream.of(notes)))
                        .toList());
    }

    /** The beginning of a file, and the key of what follows. */
    record Beginning(ByteBuffer header, ChunkCipher payload) {}

    Set<String> fingerprints() {
        return fingerprints;
    }

    Beginning begin() {
        ByteBuffer header = ByteBuffer.allocate(MAX_HEADER_LENGTH);
        try {
            CipherKey key = new StandardPayloadKeyWriter().writeFileHeader(header, writers);
            byte[] payloadKey = key.getEncoded().clone();
            try {
                return new Beginning(header.flip(), new ChunkCipher(payloadKey));
            } finally {
                ChunkCipher.wipe(payloadKey);
                key.destroy();
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new MisconfiguredException(
                    "Encrypting for " + fingerprints + " does not work (" + e.getMessage()
                            + "); use a Java with X25519 and ChaCha20-Poly1305",
                    e);
        }
    }

    /** How long a file is for so many bytes of content. */
    long storedSize(long plainSize) {
        long chunks = Math.max(1, (plainSize + ChunkCipher.PLAIN_LENGTH - 1) / ChunkCipher.PLAIN_LENGTH);
        return headerLength + plainSize + chunks * ChunkCipher.TAG_LENGTH;
    }

    /** The longest content that makes a file of so many bytes at most. */
    long plainSize(long storedSize) {
        long payload = Math.max(0, storedSize - headerLength);
        long chunks = (payload + ChunkCipher.STORED_LENGTH - 1) / ChunkCipher.STORED_LENGTH;
        return Math.max(0, payload - chunks * ChunkCipher.TAG_LENGTH);
    }

    /** A whole file. */
    byte[] encrypt(byte[] plain) {
        ByteArrayOutputStream file = new ByteArrayOutputStream(Math.toIntExact(storedSize(plain.length)));
        Consumer<ByteBuffer> append =
                bytes -> file.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        try (EncryptedFile encrypted = new EncryptedFile(this, append)) {
            encrypted.write(ByteBuffer.wrap(plain));
            encrypted.finish();
        }
        return file.toByteArray();
    }
}
