package io.repobackup.core.vault.catalog;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.key.VaultKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One digest over the last records of all logs that a catalog knows, and through their chains over all that these logs held
 * then. Kept where nobody can reach who writes to the vault, it shows that something was lost or replaced. See
 * docs/FORMAT.md, section «Runs».
 *
 * <p><i>Immutable.</i>
 *
 * @param sha256 the digest
 * @param subjects how many logs it is over
 */
public record HeadsRoot(Sha256 sha256, long subjects) {

    /** The root of these entries; empty when the digest of a head is not known. */
    static Optional<HeadsRoot> of(String vault, String source, Collection<CatalogEntry> entries) {
        Map<BlobKey, Sha256> heads = new TreeMap<>();
        for (CatalogEntry entry : entries) {
            if (entry.head() == 0) {
                continue;
            }
            if (entry.headDigest().isEmpty()) {
                return Optional.empty();
            }
            heads.put(
                    SubjectKeys.of(entry.subject()).record(entry.head()),
                    entry.headDigest().get());
        }
        MessageDigest digest = Sha256.digest();
        update(digest, vault + " " + VaultKeys.catalogs(source));
        heads.forEach((key, head) -> update(digest, key + " " + head));
        return Optional.of(new HeadsRoot(Sha256.from(digest), heads.size()));
    }

    private static void update(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
