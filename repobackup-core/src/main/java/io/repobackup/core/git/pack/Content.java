package io.repobackup.core.git.pack;

/**
 * The bytes of an object, at the beginning of an array that may be longer; of a tree also where its entries begin.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class Content {

    private final byte[] bytes;
    private final Entries entries = new Entries();
    private int length;

    Content(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** How many of the bytes count. */
    int length() {
        return length;
    }

    /** Says how many of the bytes count; where entries begin is forgotten. */
    Content of(int count) {
        length = count;
        entries.clear();
        return this;
    }

    /** Where the entries begin, when this is a tree and they were noted. */
    Entries entries() {
        return entries;
    }

    Content copy() {
        Content copy = new Content(java.util.Arrays.copyOf(bytes, length)).of(length);
        copy.entries.addAll(entries, 0, entries.count(), 0);
        return copy;
    }

    /** How much memory this takes. */
    long footprint() {
        return bytes.length + entries.footprint();
    }
}
