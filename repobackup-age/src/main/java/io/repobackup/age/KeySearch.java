package io.repobackup.age;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.api.failure.RepobackupException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks for an identity that opens one file, and can say why none did. <i>Confined to one thread.</i> */
final class KeySearch implements RecipientStanzaReader {

    private final List<AgeIdentity> identities;
    private Set<String> named = Set.of();
    private boolean failed;

    KeySearch(List<AgeIdentity> identities) {
        this.identities = identities;
    }

    @Override
    public FileKey getFileKey(Iterable<RecipientStanza> stanzas) throws GeneralSecurityException {
        for (AgeIdentity identity : identities) {
            Optional<FileKey> found = opened(identity, stanzas);
            if (found.isPresent()) {
                return found.get();
            }
        }
        failed = true;
        named = NamedRecipients.in(stanzas);
        throw new UnsupportedRecipientStanzaException("no identity opens the file");
    }

    private static Optional<FileKey> opened(AgeIdentity identity, Iterable<RecipientStanza> stanzas)
            throws GeneralSecurityException {
        try {
            return Optional.of(identity.stanzaReader().getFileKey(stanzas));
        } catch (UnsupportedRecipientStanzaException e) {
            return Optional.empty();
        }
    }

    /** Why no identity opened the file under this key; empty when one did, or when there was nothing to look at. */
    Optional<RepobackupException> failure(String key) {
        if (!failed) {
            return Optional.empty();
        }
        Set<String> held =
                identities.stream().map(AgeIdentity::fingerprint).collect(Collectors.toCollection(TreeSet::new));
        Set<String> ours = new TreeSet<>(held);
        ours.retainAll(named);
        return Optional.of(ours.isEmpty() ? denied(key, held) : damaged(key, ours));
    }

    private AccessDeniedException denied(String key, Set<String> held) {
        String whom = named.isEmpty()
                ? "is encrypted for others, or the bytes that say for whom are damaged"
                : "is encrypted for " + String.join(", ", named);
        String holds = held.isEmpty() ? "holds no key" : "holds the keys " + String.join(", ", held);
        return new AccessDeniedException("Reading " + key + ": it " + whom + ", and this process " + holds
                + "; give it a key that can read this, or leave the reading to who has one");
    }

    private static CorruptedException damaged(String key, Set<String> ours) {
        return new CorruptedException(
                key,
                "a header that opens with the key " + String.join(", ", ours),
                "one that does not, although it names it");
    }
}
