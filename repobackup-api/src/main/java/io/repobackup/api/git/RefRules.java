package io.repobackup.api.git;

import java.util.ArrayList;
import java.util.List;

/**
 * Which refs of a repository are backed up, and which of them come last. Rules are globs over full ref names: {@code *}
 * stands for any characters within one level, {@code **} for any characters, everything else for itself.
 *
 * <p><i>Immutable</i>; each method returns a copy with one more rule.
 */
public final class RefRules {

    private static final RefRules ALL = new RefRules(List.of(), List.of());

    private final List<RefGlob> excluded;
    private final List<RefGlob> late;

    private RefRules(List<RefGlob> excluded, List<RefGlob> late) {
        this.excluded = excluded;
        this.late = late;
    }

    /** Every ref that the host shows. */
    public static RefRules all() {
        return ALL;
    }

    /** Leaves out the refs that match: {@code refs/pull/*}{@code /merge}. HEAD is never left out. */
    public RefRules exclude(String glob) {
        return new RefRules(plus(excluded, glob), late);
    }

    /** Takes the refs that match last, and prefers others when telling the host what is already here. */
    public RefRules late(String glob) {
        return new RefRules(excluded, plus(late, glob));
    }

    /** Whether a ref of this full name is backed up. */
    public boolean includes(String refName) {
        return excluded.stream().noneMatch(glob -> glob.matches(refName));
    }

    /** Whether a ref of this full name comes last. */
    public boolean isLate(String refName) {
        return late.stream().anyMatch(glob -> glob.matches(refName));
    }

    @Override
    public String toString() {
        return "RefRules[exclude=" + excluded + ", late=" + late + "]";
    }

    private static List<RefGlob> plus(List<RefGlob> globs, String glob) {
        List<RefGlob> longer = new ArrayList<>(globs);
        longer.add(RefGlob.parse(glob));
        return List.copyOf(longer);
    }
}
