package io.repobackup.core.backup;

import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.SubjectId;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Which subjects and parts a run looks at: everything, some subjects, some parts, or one machine's share of the whole.
 *
 * <p><i>Immutable</i>; each method returns a narrower copy.
 */
public final class Scope {

    private static final Scope EVERYTHING = new Scope(Set.of(), Set.of(), 0, 1, false);

    private final Set<SubjectId> subjects;
    private final Set<Part> parts;
    private final int share;
    private final int shares;
    private final boolean afresh;

    private Scope(Set<SubjectId> subjects, Set<Part> parts, int share, int shares, boolean afresh) {
        this.subjects = subjects;
        this.parts = parts;
        this.share = share;
        this.shares = shares;
        this.afresh = afresh;
    }

    /** Every part of every subject. */
    public static Scope everything() {
        return EVERYTHING;
    }

    /** Every part of these subjects, looked up one by one instead of through an inventory. */
    public static Scope only(SubjectId... ids) {
        if (ids.length == 0) {
            throw new IllegalArgumentException("a scope of some subjects names at least one");
        }
        return new Scope(Set.copyOf(List.of(ids)), Set.of(), 0, 1, false);
    }

    /** Of these subjects only these parts. */
    public Scope parts(Part... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException("a scope of some parts names at least one");
        }
        return new Scope(subjects, Collections.unmodifiableSet(new TreeSet<>(List.of(parts))), share, shares, afresh);
    }

    /**
     * Of these subjects only the share of one of several machines. Every subject belongs to exactly one share, the same
     * in every run.
     *
     * @param index which share, 0 up to {@code of - 1}
     * @param of how many shares there are, 1 or more
     */
    public Scope share(int index, int of) {
        if (of < 1 || index < 0 || index >= of) {
            throw new IllegalArgumentException(
                    "share " + index + " of " + of + " does not exist; shares are 0 to of-1");
        }
        return new Scope(subjects, parts, index, of, afresh);
    }

    /**
     * The same, captured in full as if nothing were stored: marks and what the last capture left count for nothing, and no
     * blob of an earlier record is relied on. So the newest snapshot becomes whole again after verification found blobs
     * damaged, as long as the host has everything. It costs as much as a first backup of what is in scope; older snapshots
     * stay as they are.
     */
    public Scope afresh() {
        return new Scope(subjects, parts, share, shares, true);
    }

    /** The subjects that are named; empty for all. */
    public Set<SubjectId> subjects() {
        return subjects;
    }

    /** Whether all is captured as if nothing were stored. */
    public boolean isAfresh() {
        return afresh;
    }

    /** Whether a subject belongs to the scope. */
    public boolean includes(SubjectId subject) {
        return (subjects.isEmpty() || subjects.contains(subject)) && shareOf(subject) == share;
    }

    /** Whether a part belongs to the scope. */
    public boolean includes(Part part) {
        return parts.isEmpty() || parts.contains(part);
    }

    /** Whether this is every part of every subject, so that what is absent from the inventory is gone from the host. */
    boolean isEverything() {
        return subjects.isEmpty() && parts.isEmpty() && shares == 1;
    }

    @Override
    public String toString() {
        return (subjects.isEmpty() ? "all subjects" : subjects.toString())
                + (parts.isEmpty() ? "" : ", parts " + parts)
                + (shares == 1 ? "" : ", share " + share + " of " + shares)
                + (afresh ? ", afresh" : "");
    }

    private int shareOf(SubjectId subject) {
        CRC32 crc = new CRC32();
        crc.update(subject.toString().getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % shares);
    }
}
