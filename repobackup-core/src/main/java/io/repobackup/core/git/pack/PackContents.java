package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the objects of a pack are and say. */
final class PackContents {

    /** The mark of an id that is named but not in the pack; those in the pack are marked with the code of their kind. */
    static final int NAMED_ONLY = 0;

    private final ObjectFormat format;
    private final Set<ObjectId> shallow;
    private final IdTable ids;
    private final References references;
    private final Map<String, LfsPointer> pointers = new TreeMap<>();

    PackContents(ObjectFormat format, Set<ObjectId> shallow) {
        this.format = format;
        this.shallow = shallow;
        this.ids = new IdTable(format.sizeInBytes());
        this.references = new References(ids);
    }

    /** Whether the content of such an object is wanted as a whole. */
    static boolean mustSee(ObjectKind kind, long size) {
        return kind != ObjectKind.BLOB || size < PointerParser.TOO_LONG;
    }

    /** Takes an object in, and gives the slot of its id. The content counts only where it {@linkplain #mustSee must}. */
    int add(ObjectKind kind, byte[] id, byte[] content, int length) {
        int slot = ids.intern(id, 0);
        ids.mark(slot, kind.code());
        switch (kind) {
            case COMMIT -> addCommit(id, content, length);
            case TREE -> references.ofTree(content, length);
            case TAG -> references.ofTag(content, length);
            case BLOB ->
                PointerParser.parse(content, length)
                        .ifPresent(p -> pointers.putIfAbsent(p.oid().hex(), p));
        }
        return slot;
    }

    /** The slot of an id that is named, but need not be in the pack. */
    int name(byte[] id) {
        return ids.intern(id, 0);
    }

    ObjectKind kind(int slot) {
        return ObjectKind.ofCode(ids.mark(slot));
    }

    boolean holds(int slot) {
        return ids.mark(slot) != NAMED_ONLY;
    }

    ObjectFormat format() {
        return format;
    }

    IdTable ids() {
        return ids;
    }

    List<LfsPointer> pointers() {
        return List.copyOf(pointers.values());
    }

    private void addCommit(byte[] id, byte[] content, int length) {
        if (!shallow.isEmpty() && shallow.contains(ObjectId.of(id))) {
            references.ofShallowCommit(content, length);
        } else {
            references.ofCommit(content, length);
        }
    }
}
