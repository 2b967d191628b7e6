package io.repobackup.core.git.pack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ids that trees name. Of a tree that was made from another, entries that were copied as a whole are not looked at
 * again: histories are mostly trees that differ in one entry.
 *
 * <p><i>Confined to one thread.</i>
 *
 * @see <a href="https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_tree_objects">Tree objects</a>
 */
final class TreeScan {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int KIND_OF_FILE = 0170000;
    private static final int GITLINK = 0160000;
    private static final int BROKEN = -1;

    private final NamedIds named;
    private final int width;
    private byte[] tree = {};
    private int length;
    private boolean names;
    private @Nullable Entries noted;

    /** Hands on what it finds, ids of so many bytes. */
    TreeScan(NamedIds named, int width) {
        this.named = named;
        this.width = width;
    }

    /** Finds what a tree names. */
    void all(byte[] content, int size) {
        of(content, size, true, null);
        rest(0);
    }

    /** Notes where the entries of a tree begin whose names were found before. */
    void note(Content content) {
        of(content.bytes(), content.length(), false, content.entries());
        rest(0);
    }

    /** Finds what a tree names that its base, whose entries are noted, does not; notes its entries if it is a base too. */
    void changed(Delta delta, Content base, Content content, boolean isBase) throws DataFormatException {
        of(content.bytes(), content.length(), true, isBase ? content.entries() : null);
        int at = 0;
        int done = 0;
        delta.rewind();
        while (at != BROKEN && delta.next()) {
            if (delta.copies()) {
                at = until(done, at);
                at = copied(base.entries(), delta.from() - done, done + delta.length(), at);
            }
            done += delta.length();
        }
        if (at != BROKEN) {
            rest(at);
        }
    }

    private void of(byte[] content, int size, boolean naming, @Nullable Entries noting) {
        tree = content;
        length = size;
        names = naming;
        noted = noting;
    }

    /** Goes over entries until one begins at this position or later. */
    private int until(int position, int from) {
        int at = from;
        while (at != BROKEN && at < position) {
            at = entry(at);
        }
        return at;
    }

    /** Goes over what was copied, up to this end, from a base in which everything is so many bytes further on. */
    private int copied(Entries ofBase, int shift, int end, int from) {
        int at = from;
        while (at != BROKEN && at < end) {
            int first = ofBase.at(at + shift);
            int last = first < 0 ? first : ofBase.upTo(end + shift);
            if (last > first) {
                note(ofBase, first, last, -shift);
                return ofBase.start(last) - shift;
            }
            at = entry(at);
        }
        return at;
    }

    private void rest(int from) {
        int at = from;
        int next = from;
        while (next != BROKEN && next < length) {
            at = next;
            next = entry(at);
        }
        if (noted != null) {
            noted.add(next == BROKEN ? at : next);
        }
    }

    private void note(Entries ofBase, int first, int last, int by) {
        if (noted != null) {
            noted.addAll(ofBase, first, last, by);
        }
    }

    /** Goes over the entry here, and gives where the next begins. */
    private int entry(int start) {
        int at = start;
        int mode = 0;
        for (; at < length && tree[at] != ' '; at++) {
            mode = (mode << 3) | (tree[at] & 7);
        }
        int id = zero(at) + 1;
        if (id + width > length) {
            return BROKEN;
        }
        if (noted != null) {
            noted.add(start);
        }
        if (names && (mode & KIND_OF_FILE) != GITLINK) {
            named.add(tree, id);
        }
        return id + width;
    }

    /** Where the next byte 0 is, or the end. */
    private int zero(int from) {
        int at = from;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            long eight = (long) LONGS.get(tree, at);
            long zeros = (eight - ONES) & ~eight & HIGHS;
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >> 3);
            }
        }
        while (at < length && tree[at] != 0) {
            at++;
        }
        return at;
    }
}
