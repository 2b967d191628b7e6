package io.repobackup.age;

import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.sink.BlobClass;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Encryption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says for whom an {@link AgeBlobSink} encrypts, and with which keys it reads. Without recipients it only reads.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
public final class AgeBlobSinkBuilder {

    private final BlobSink store;
    private final Set<AgeRecipient> data = new LinkedHashSet<>();
    private final Set<AgeRecipient> state = new LinkedHashSet<>();
    private final List<AgeIdentity> identities = new ArrayList<>();
    private final Set<String> proved = new HashSet<>();
    private Predicate<BlobKey> plainKeys = PlainKeys::includes;

    AgeBlobSinkBuilder(BlobSink store) {
        this.store = store;
    }

    /** Who can read everything: a recovery key, kept offline; besides, if wanted, a second one, or a maintainer's. */
    public AgeBlobSinkBuilder dataRecipient(AgeRecipient recipient) {
        data.add(recipient);
        return this;
    }

    /** Who can read STATE, besides those who can read everything: what later runs, auditors and pruners need. */
    public AgeBlobSinkBuilder stateRecipient(AgeRecipient recipient) {
        state.add(recipient);
        return this;
    }

    /** A key to read with. A worker that makes backups needs that of a state recipient, and should have no other. */
    public AgeBlobSinkBuilder identity(AgeIdentity identity) {
        identities.add(identity);
        return provedBy(identity);
    }

    /** Shows, by having it decrypt something, that the key of a recipient exists. It is not kept for reading. */
    public AgeBlobSinkBuilder provedBy(AgeIdentity identity) {
        AgeChallenge challenge = AgeChallenge.to(identity.recipient());
        return proved(challenge, Answering.answer(challenge, identity));
    }

    /**
     * Shows that the key of a recipient exists by the answer that its holder gave to a challenge.
     *
     * @throws MisconfiguredException when the answer is wrong
     */
    public AgeBlobSinkBuilder proved(AgeChallenge challenge, String answer) {
        if (!challenge.isAnsweredBy(answer)) {
            throw new MisconfiguredException("Proving the key of " + challenge.fingerprint()
                    + ": the answer is not the text in the challenge; decrypt the file with «age -d -i <key file>» and give"
                    + " the line that it prints");
        }
        proved.add(challenge.fingerprint());
        return this;
    }

    /** Which keys are never encrypted, in place of those of a vault: {@code vault.json}, {@code restore.md}, {@code vault/…}. */
    public AgeBlobSinkBuilder plainKeys(Predicate<BlobKey> keys) {
        plainKeys = keys;
        return this;
    }

    /**
     * The sink.
     *
     * @throws MisconfiguredException when there are state recipients without data recipients, or the store encrypts already
     */
    public AgeBlobSink build() {
        if (store.facet(Encryption.class).isPresent()) {
            throw new MisconfiguredException(
                    "Encrypting twice: the sink beneath encrypts already; put one over the other"
                            + " no more than once");
        }
        return new AgeBlobSink(new AgeEncryption(store, envelopes(), identities, proved), plainKeys);
    }

    private Map<BlobClass, Envelope> envelopes() {
        Map<BlobClass, Envelope> envelopes = new EnumMap<>(BlobClass.class);
        if (!data.isEmpty() || !state.isEmpty()) {
            if (data.isEmpty()) {
                throw new MisconfiguredException(
                        "Encrypting for state recipients alone: nobody could restore; name with"
                                + " dataRecipient who shall be able to");
            }
            Set<AgeRecipient> all = new LinkedHashSet<>(data);
            all.addAll(state);
            envelopes.put(BlobClass.DATA, Envelope.of(data));
            envelopes.put(BlobClass.STATE, Envelope.of(all));
        }
        return envelopes;
    }
}
