package io.repobackup.core.git.pack;

import org.jspecify.annotations.Nullable;

/**
 * An object whose deltas are being put together: which of them come next, and its content while that is in memory. Serves
 * one object after the other.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class BaseObject {

    private int entry;
    private int next;
    private int end;
    private int nextById;
    private @Nullable Content content;

    /** Becomes the object of this entry, with the deltas from one up to another, and those by id from another on. */
    void of(int number, int first, int stop, int firstById) {
        entry = number;
        next = first;
        end = stop;
        nextById = firstById;
    }

    int entry() {
        return entry;
    }

    /** Whether a delta on this is left. */
    boolean hasNext() {
        return next != end || nextById != EntryTable.NONE;
    }

    /** The next delta on this. */
    int next(Children children) {
        int delta;
        if (next != end) {
            delta = next;
            next = children.next(delta);
        } else {
            delta = nextById;
            nextById = children.next(delta);
        }
        return delta;
    }

    /**
     * Gives away the second half of the deltas that are left, or all if there is one. What it gives ends where this did.
     *
     * @return the first of them, or {@link EntryTable#NONE}
     */
    int giveHalf(Children children, boolean evenTheLast) {
        int left = 0;
        for (int delta = next; delta != end; delta = children.next(delta)) {
            left++;
        }
        if (left == 0 || (left == 1 && !evenTheLast)) {
            return EntryTable.NONE;
        }
        int half = next;
        for (int i = 0; i < left / 2; i++) {
            half = children.next(half);
        }
        end = half;
        return half;
    }

    /** Where the deltas on this end. */
    int end() {
        return end;
    }

    @Nullable
    Content content() {
        return content;
    }

    void content(@Nullable Content held) {
        content = held;
    }
}
