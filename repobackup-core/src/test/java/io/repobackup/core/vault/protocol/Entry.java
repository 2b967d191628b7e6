package io.repobackup.core.vault.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A record of the model's log. Its commit stands for its bytes.
 *
 * @param commit unlike that of any other
 * @param kind why it was appended
 * @param number its place
 * @param previous the record that it follows
 * @param capture which capture it tells of
 * @param held what can be restored
 * @param pending what a capture has so far
 * @param dropped bits of the numbers of dropped snapshots
 * @param condemned the packs that may be removed
 * @param informed whether its writer began after the accident
 */
record Entry(
        int commit,
        Kind kind,
        int number,
        @Nullable Link previous,
        int capture,
        Content held,
        @Nullable Content pending,
        int dropped,
        int condemned,
        boolean informed) {

    enum Kind {
        SNAPSHOT,
        PROGRESS,
        PRUNE
    }

    /** How a record is named by the next. */
    record Link(int number, int commit) {}

    /** Refs and packs. */
    record Content(int refs, int packs) {}

    Link link() {
        return new Link(number, commit);
    }

    Content latest() {
        return pending == null ? held : pending;
    }

    /** Every pack that it names. */
    int packs() {
        return held.packs() | latest().packs();
    }

    boolean drops(int snapshot) {
        return (dropped & 1 << snapshot) != 0;
    }

    void mix(Mixer mixer) {
        mixer.add(commit).add(kind.ordinal()).add(number).add(capture);
        mixer.add(previous == null ? -1 : previous.number() * 64L + previous.commit());
        mixer.add(held.refs()).add(held.packs()).add(latest().refs()).add(latest().packs());
        mixer.add(dropped).add(condemned).add(informed).add(pending == null);
    }

    @Override
    public String toString() {
        String what = kind == Kind.PRUNE
                ? " drops " + Integer.toBinaryString(dropped) + "b, condemns " + Blobs.text(condemned) + ", carries "
                : " ";
        return number + ":" + kind + "#" + commit + what + "refs " + held.refs() + Blobs.text(held.packs())
                + (pending == null ? "" : " pending refs " + pending.refs() + Blobs.text(pending.packs()));
    }
}
