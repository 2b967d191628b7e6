package io.repobackup.core.vault.catalog;

import io.repobackup.api.sink.Sha256;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One subject in a catalog.
 *
 * <p><i>Immutable.</i>
 *
 * @param subject which one
 * @param name its name when it was last looked at
 * @param formerNames other names that it had before
 * @param head the number of its last valid record; 0 when it has none
 * @param headDigest the digest of that record; empty when nobody has looked since catalogs tell it
 * @param parts each part
 * @param gone when the subject was first seen to have vanished from its host; empty while it is there
 * @param lost the greatest number that a catalog knew and the log was seen not to have any more; empty when nothing was
 *     lost, or what is left was adopted
 */
public record CatalogEntry(
        SubjectId subject,
        String name,
        Set<String> formerNames,
        long head,
        Optional<Sha256> headDigest,
        Map<Part, CatalogPart> parts,
        Optional<Instant> gone,
        OptionalLong lost) {

    /** Takes copies. */
    public CatalogEntry {
        formerNames = Collections.unmodifiableSet(new TreeSet<>(formerNames));
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    }

    /** An entry without former names and without the head's digest; the catalog adds those names that it knows. */
    public static CatalogEntry of(SubjectId subject, String name, long head, Map<Part, CatalogPart> parts) {
        return new CatalogEntry(
                subject, name, Set.of(), head, Optional.empty(), parts, Optional.empty(), OptionalLong.empty());
    }

    /** The same entry with another last valid record. */
    public CatalogEntry withHead(long number, Optional<Sha256> digest) {
        return new CatalogEntry(subject, name, formerNames, number, digest, parts, gone, lost);
    }

    /** The same entry of a subject that has vanished, or is back. */
    public CatalogEntry withGone(Optional<Instant> since) {
        return new CatalogEntry(subject, name, formerNames, head, headDigest, parts, since, lost);
    }

    /** The same entry of a subject whose log was seen to end before this record, which a catalog knew. */
    public CatalogEntry withLost(OptionalLong record) {
        return new CatalogEntry(subject, name, formerNames, head, headDigest, parts, gone, record);
    }

    /** What it holds of a part. */
    public Optional<CatalogPart> part(Part part) {
        return Optional.ofNullable(parts.get(part));
    }

    /** Whether the subject has or had this name, in capitals or small letters. */
    public boolean isNamed(String name) {
        return this.name.equalsIgnoreCase(name) || formerNames.stream().anyMatch(name::equalsIgnoreCase);
    }

    /**
     * This entry in place of another one of the same subject: the one that reaches further wins, all names are kept, and
     * that something was lost is never forgotten.
     */
    CatalogEntry over(CatalogEntry other) {
        return reach() >= other.reach() ? withMemoryOf(other) : other.withMemoryOf(this);
    }

    /**
     * How far the log ever was known to reach: to the head, or to what was lost. An entry that tells of lost records is newer
     * than one that still counts on them.
     */
    public long reach() {
        return Math.max(head, lost.orElse(0));
    }

    private CatalogEntry withMemoryOf(CatalogEntry other) {
        Set<String> former = new TreeSet<>(formerNames);
        former.addAll(other.formerNames);
        former.add(other.name);
        former.remove(name);
        long most = Math.max(lost.orElse(0), other.lost.orElse(0));
        OptionalLong both = most == 0 ? OptionalLong.empty() : OptionalLong.of(most);
        Optional<Sha256> digest = headDigest.or(() -> other.head == head ? other.headDigest : Optional.empty());
        return new CatalogEntry(subject, name, former, head, digest, parts, gone, both);
    }
}
