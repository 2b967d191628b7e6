package io.repobackup.core.vault.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The pruner of the model.
 *
 * @param phase how far it is
 * @param prunes how many prune records it may still try
 * @param orphans whether it may still remove orphans
 * @param entry the prune record that it wants to append
 * @param sent when that was sent first
 * @param seen packs that it listed as old, or read of as named
 * @param doomed what it is about to remove
 * @param believed what it believes to have condemned: who rereads the log never looks at it
 * @param since when it began to believe
 */
record Pruner(
        Phase phase,
        int prunes,
        boolean orphans,
        @Nullable Entry entry,
        int sent,
        int seen,
        int doomed,
        int believed,
        int since) {

    enum Phase {
        IDLE,
        DECIDED,
        UNSETTLED,
        LOOKED,
        REMOVING
    }

    static Pruner idle(Scope scope) {
        return new Pruner(Phase.IDLE, scope.prunes(), scope.orphans(), null, 0, 0, 0, 0, 0);
    }

    Pruner idle() {
        return new Pruner(Phase.IDLE, prunes, orphans, null, 0, 0, 0, believed, since);
    }

    Pruner deciding(Entry wanted) {
        return new Pruner(Phase.DECIDED, prunes - 1, orphans, wanted, 0, 0, 0, believed, since);
    }

    Pruner believing(int condemned, int now) {
        return new Pruner(phase, prunes, orphans, entry, sent, seen, doomed, condemned, now);
    }

    Pruner sending(Entry wanted, int when) {
        return new Pruner(Phase.UNSETTLED, prunes, orphans, wanted, when, 0, 0, believed, since);
    }

    Pruner looking(int packs) {
        return new Pruner(Phase.LOOKED, prunes, false, null, 0, packs, 0, believed, since);
    }

    Pruner removing(int packs) {
        return new Pruner(Phase.REMOVING, prunes, orphans, null, 0, 0, packs, 0, 0);
    }

    void mix(Mixer mixer) {
        mixer.add(phase.ordinal())
                .add(prunes)
                .add(orphans)
                .add(sent)
                .add(seen)
                .add(doomed)
                .add(believed)
                .add(since);
        mixer.add(entry == null);
        if (entry != null) {
            entry.mix(mixer);
        }
    }
}
