package io.repobackup.core.git.pack;

/**
 * What one thread finds in the objects of a pack, handed to {@link PackContents} in batches. Ids that were named shortly
 * before, as most are in the trees of a history, are left out.
 *
 * <p><i>Confined to one thread.</i>
 */
final class Findings implements NamedIds {

    private static final int BATCH = 1 << 10;
    private static final int RECENT = 1 << 14;

    private final PackContents contents;
    private final int width;
    private final References references;
    private final TreeScan trees;
    private final byte[] recent;
    private final byte[] named;
    private final byte[] ids;
    private final int[] entries = new int[BATCH];
    private final ObjectKind[] kinds = new ObjectKind[BATCH];
    private int namedCount;
    private int count;

    Findings(PackContents contents) {
        this.contents = contents;
        this.width = contents.format().sizeInBytes();
        this.references = new References(this, width);
        this.trees = new TreeScan(this, width);
        this.recent = new byte[RECENT * width];
        this.recent[0] = 1; // else the id of zeros, which belongs there, would be taken for one that was named
        this.named = new byte[BATCH * width];
        this.ids = new byte[BATCH * width];
    }

    /** Whether the content of such an object is wanted as a whole. */
    static boolean mustSee(ObjectKind kind, long size) {
        return kind != ObjectKind.BLOB || size < PointerParser.TOO_LONG;
    }

    /** Looks into an object; its content counts only where it {@linkplain #mustSee must}. */
    void lookInto(ObjectKind kind, byte[] id, byte[] content, int length) {
        switch (kind) {
            case COMMIT -> references.ofCommit(content, length, contents.isShallow(id));
            case TREE -> trees.all(content, length);
            case TAG -> references.ofTag(content, length);
            case BLOB -> PointerParser.parse(content, length).ifPresent(contents::add);
        }
    }

    /** What looks into trees. */
    TreeScan trees() {
        return trees;
    }

    /** Says which object an entry is. */
    void is(int entry, ObjectKind kind, byte[] id) {
        System.arraycopy(id, 0, ids, count * width, width);
        entries[count] = entry;
        kinds[count] = kind;
        if (++count == BATCH) {
            handOver();
        }
    }

    @Override
    public void add(byte[] from, int at) {
        int hash = IdBytes.number(from, at) ^ IdBytes.number(from, at + Integer.BYTES);
        int line = (hash & (RECENT - 1)) * width;
        if (IdBytes.same(recent, line, from, at, width)) {
            return;
        }
        System.arraycopy(from, at, recent, line, width);
        System.arraycopy(from, at, named, namedCount * width, width);
        if (++namedCount == BATCH) {
            handOver();
        }
    }

    /** Hands over what was not yet. */
    void handOver() {
        contents.take(this);
        count = 0;
        namedCount = 0;
    }

    /** Puts all of it into the table. */
    void into(IdTable table, EntryTable slots) {
        for (int i = 0; i < count; i++) {
            int slot = table.intern(ids, i * width);
            table.mark(slot, kinds[i].code());
            slots.resolve(entries[i], slot);
        }
        for (int i = 0; i < namedCount; i++) {
            table.intern(named, i * width);
        }
    }
}
