package io.repobackup.age;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Encryption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** For whom a sink encrypts and what it can read. <i>Thread-safe.</i> */
final class AgeEncryption implements Encryption {

    private final BlobSink stored;
    private final Map<BlobClass, Envelope> envelopes;
    private final List<AgeIdentity> identities;
    private final Set<String> proved;

    AgeEncryption(
            BlobSink stored, Map<BlobClass, Envelope> envelopes, List<AgeIdentity> identities, Set<String> proved) {
        this.stored = stored;
        this.envelopes = Map.copyOf(envelopes);
        this.identities = List.copyOf(identities);
        this.proved = Set.copyOf(proved);
    }

    @Override
    public String mode() {
        return "age";
    }

    @Override
    public Set<String> recipients(BlobClass blobClass) {
        return envelope(blobClass).map(Envelope::fingerprints).orElse(Set.of());
    }

    @Override
    public boolean canRead(BlobClass blobClass) {
        if (blobClass == BlobClass.PLAIN) {
            return true;
        }
        return envelope(blobClass)
                .map(envelope -> identities.stream()
                        .anyMatch(id -> envelope.fingerprints().contains(id.fingerprint())))
                .orElse(!identities.isEmpty());
    }

    @Override
    public void requireProved() {
        Set<String> missing = new TreeSet<>(recipients(BlobClass.DATA));
        if (missing.isEmpty()) {
            throw new MisconfiguredException(
                    "Making an encrypted vault: this sink has no recipients and only reads; name"
                            + " them with dataRecipient");
        }
        missing.removeAll(proved);
        if (!missing.isEmpty()) {
            throw new MisconfiguredException("Making an encrypted vault: nothing shows that anybody holds the keys of "
                    + String.join(", ", missing)
                    + ", and what is encrypted for a mistyped recipient is lost; give each key"
                    + " with provedBy, or have its holder answer an AgeChallenge and give that with proved");
        }
    }

    @Override
    public BlobSink stored() {
        return stored;
    }

    List<AgeIdentity> identities() {
        return identities;
    }

    /** How blobs of a class are encrypted; empty for PLAIN, and for all when this sink only reads. */
    Optional<Envelope> envelope(BlobClass blobClass) {
        return Optional.ofNullable(envelopes.get(blobClass));
    }
}
