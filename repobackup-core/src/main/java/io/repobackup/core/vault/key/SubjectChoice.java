package io.repobackup.core.vault.key;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.subject.SubjectId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which subjects of a vault are worked on: all of them, those that are named, or a share of these.
 *
 * <p><i>Immutable.</i>
 *
 * @param only those that are named; empty for all
 * @param share the share of one of several machines or days
 */
public record SubjectChoice(Set<SubjectId> only, Portion share) {

    /** The order of the keys of their logs, in which subjects are reported. */
    public static final Comparator<SubjectId> BY_KEY =
            Comparator.comparing(subject -> SubjectKeys.of(subject).toString());

    private static final SubjectChoice EVERYTHING = new SubjectChoice(Set.of(), Portion.everything());

    /** Takes a copy. */
    public SubjectChoice {
        only = Set.copyOf(only);
    }

    /** Every subject. */
    public static SubjectChoice everything() {
        return EVERYTHING;
    }

    /** Of these subjects the same share; of none of them, all. */
    public SubjectChoice only(SubjectId... ids) {
        return new SubjectChoice(Set.of(ids), share);
    }

    /** Of the same subjects one share; each belongs to exactly one, the same in every run. */
    public SubjectChoice share(int index, int of) {
        return new SubjectChoice(only, new Portion(index, of, "share:"));
    }

    /** Whether a subject belongs to it. */
    public boolean includes(SubjectId subject) {
        return (only.isEmpty() || only.contains(subject))
                && share.includes(SubjectKeys.of(subject).toString());
    }

    /** Those of these subjects that belong to it, in their order. */
    public List<SubjectId> of(Collection<SubjectId> all) {
        TreeSet<SubjectId> sorted = new TreeSet<>(BY_KEY);
        sorted.addAll(all);
        return sorted.stream().filter(this::includes).toList();
    }

    /**
     * Those of all subjects that belong to it, in their order.
     *
     * @param work what is to be done with them, such as {@code copy}, for the message
     * @throws NotFoundException when some that are named are not among all
     */
    public List<SubjectId> ofKnown(Collection<SubjectId> all, String work) {
        if (!all.containsAll(only)) {
            throw new NotFoundException("Cannot " + work + " all of " + only
                    + ": this vault does not know some of them; list the vault's subjects");
        }
        return of(all);
    }
}
