package io.repobackup.core.git.pack;

import org.jspecify.annotations.Nullable;

/** An object whose deltas are being put together: which of them come next, and its content while that is in memory. */
final class BaseObject {

    private final ScannedPack pack;
    private final int entry;
    private final int slot;
    private int placeOnEntry;
    private int placeOnId;
    private byte @Nullable [] content;

    /** The object of this entry, which is resolved. */
    BaseObject(ScannedPack pack, int entry) {
        this.pack = pack;
        this.entry = entry;
        this.slot = pack.entries().slot(entry);
        this.placeOnEntry = pack.onEntries().first(entry);
        this.placeOnId = pack.onIds().first(slot);
    }

    int entry() {
        return entry;
    }

    /** Whether a delta on this is left. */
    boolean hasNext() {
        return deltaOnEntry() >= 0 || deltaOnId() >= 0;
    }

    /** The next delta on this. */
    int next() {
        int delta = deltaOnEntry();
        if (delta >= 0) {
            placeOnEntry++;
            return delta;
        }
        delta = deltaOnId();
        placeOnId++;
        return delta;
    }

    byte @Nullable [] content() {
        return content;
    }

    void content(byte @Nullable [] bytes) {
        content = bytes;
    }

    private int deltaOnEntry() {
        return pack.onEntries().delta(entry, placeOnEntry);
    }

    private int deltaOnId() {
        return pack.onIds().delta(slot, placeOnId);
    }
}
