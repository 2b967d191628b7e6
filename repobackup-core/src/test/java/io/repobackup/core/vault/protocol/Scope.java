package io.repobackup.core.vault.protocol;

import java.util.List;

/**
 * How far the model goes. A tick is a commit window, and as long as a request may be under way; the reader grace is two.
 *
 * @param name of the scope, for people
 * @param ticks how often the clock moves
 * @param hosts the refs that the host has, one after the other
 * @param answers how many answers are lost
 * @param accidents how many packs are lost by accident
 * @param writers how many writers there are, 1 or 2
 * @param steps whether captures append progress
 * @param compacted whether the log begins with a second snapshot of the same refs in another pack
 * @param prunes how many prune records are tried
 * @param orphans whether orphans are removed
 */
record Scope(
        String name,
        int ticks,
        List<Integer> hosts,
        int answers,
        int accidents,
        int writers,
        boolean steps,
        boolean compacted,
        int prunes,
        boolean orphans) {

    /** For how many ticks after opening a record may be sent. */
    static final int WINDOW = 1;
    /** For how many ticks a request may be under way. */
    static final int FLIGHT = 1;
    /** For how many ticks after the prune record readers may read what it condemns. */
    static final int GRACE = 2;
    /** How old a blob may grow without being an orphan. */
    static final int YOUTH = 2;

    /** What refs need: the second ones grow from the first, the third ones are another history. */
    static int objects(int refs) {
        return new int[] {0b001, 0b011, 0b100}[refs];
    }

    /** The refs of the host at some moment. */
    int refs(int moment) {
        return hosts.get(moment);
    }

    @Override
    public String toString() {
        return name;
    }
}
