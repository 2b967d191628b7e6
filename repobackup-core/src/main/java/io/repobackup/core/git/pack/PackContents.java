package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the objects of a pack are and say. Several threads may add to it; when they are through, it can be read. */
final class PackContents {

    /** The mark of an id that is named but not in the pack; those in the pack are marked with the code of their kind. */
    static final int NAMED_ONLY = 0;

    private final ObjectFormat format;
    private final Set<ObjectId> shallow;
    private final EntryTable entries;
    private final IdTable ids;
    private final Map<String, LfsPointer> pointers = new TreeMap<>();

    PackContents(ObjectFormat format, Set<ObjectId> shallow, EntryTable entries) {
        this.format = format;
        this.shallow = shallow;
        this.entries = entries;
        this.ids = new IdTable(format.sizeInBytes());
    }

    /** Takes what one thread has found. */
    synchronized void take(Findings found) {
        found.into(ids, entries);
    }

    /** Takes a pointer; one of each oid is kept. */
    synchronized void add(LfsPointer pointer) {
        pointers.putIfAbsent(pointer.oid().hex(), pointer);
    }

    /** Whether the host does not have the parents of this commit. */
    boolean isShallow(byte[] commit) {
        return !shallow.isEmpty() && shallow.contains(ObjectId.of(commit));
    }

    /** The id of an entry that is resolved. */
    synchronized byte[] id(int entry) {
        return ids.id(entries.slot(entry));
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

    EntryTable entries() {
        return entries;
    }

    IdTable ids() {
        return ids;
    }

    List<LfsPointer> pointers() {
        return List.copyOf(pointers.values());
    }
}
