package io.repobackup.core.vault.protocol;

import io.repobackup.core.vault.protocol.Entry.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The model's log: record n is the element n - 1. <i>Immutable.</i> */
record Log(List<Placed> placed) {

    /** A record where it landed, and when. */
    record Placed(Entry entry, int landed) {}

    Log {
        placed = List.copyOf(placed);
    }

    int end() {
        return placed.size();
    }

    @Nullable
    Entry at(int number) {
        return number <= placed.size() ? placed.get(number - 1).entry() : null;
    }

    Log with(Entry entry, int now) {
        List<Placed> more = new ArrayList<>(placed);
        if (entry.number() > placed.size()) {
            more.add(new Placed(entry, now));
        } else {
            more.set(entry.number() - 1, new Placed(entry, now));
        }
        return new Log(more);
    }

    /** The records that follow each other; one that follows none begins the log anew. */
    List<Placed> valid() {
        List<Placed> valid = new ArrayList<>(placed.size());
        Entry last = null;
        for (Placed next : placed) {
            Entry.Link previous = next.entry().previous();
            if (previous == null || (last != null && last.link().equals(previous))) {
                valid.add(next);
                last = next.entry();
            }
        }
        return valid;
    }

    @Nullable
    Entry head() {
        List<Placed> valid = valid();
        return valid.isEmpty() ? null : valid.get(valid.size() - 1).entry();
    }

    /** When a snapshot was dropped. */
    static Optional<Integer> dropped(List<Placed> valid, Entry snapshot) {
        return valid.stream()
                .filter(prune -> prune.entry().drops(snapshot.number()))
                .map(Placed::landed)
                .findFirst();
    }

    /** The snapshots that can be restored. */
    List<Entry> standing() {
        List<Placed> valid = valid();
        int dropped = 0;
        for (Placed placed : valid) {
            dropped |= placed.entry().dropped();
        }
        List<Entry> standing = new ArrayList<>();
        for (Placed placed : valid) {
            Entry entry = placed.entry();
            if (entry.kind() == Kind.SNAPSHOT && (dropped & 1 << entry.number()) == 0) {
                standing.add(entry);
            }
        }
        return standing;
    }

    /** The refs of the last snapshot that can be restored; -1 when there is none. */
    int latestRefs() {
        List<Entry> standing = standing();
        return standing.isEmpty()
                ? -1
                : standing.get(standing.size() - 1).held().refs();
    }

    /** Every pack that any record names. */
    int named() {
        int named = 0;
        for (Placed each : placed) {
            named |= each.entry().packs();
        }
        return named;
    }

    void mix(Mixer mixer) {
        for (Placed each : placed) {
            each.entry().mix(mixer);
            mixer.add(each.landed());
        }
        mixer.add(placed.size());
    }
}
