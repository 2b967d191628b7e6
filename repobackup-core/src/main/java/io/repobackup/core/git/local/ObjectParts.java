package io.repobackup.core.git.local;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.util.RawParseUtils;

/** Reads what objects name. <i>Confined to one thread.</i> */
final class ObjectParts {

    /** An object by its id, of a type that is known or {@link ObjectReader#OBJ_ANY}. */
    record Part(ObjectId id, int type) {

        static Part any(ObjectId id) {
            return new Part(id, ObjectReader.OBJ_ANY);
        }
    }

    private static final byte[] TREE = Constants.encodeASCII("tree ");
    private static final byte[] PARENT = Constants.encodeASCII("parent ");
    private static final byte[] OBJECT = Constants.encodeASCII("object ");

    private final ObjectReader objects;
    private final Set<ObjectId> shallow;

    ObjectParts(ObjectReader objects, Set<io.repobackup.core.refs.ObjectId> shallow) {
        this.objects = objects;
        this.shallow =
                shallow.stream().map(oid -> ObjectId.fromString(oid.hex())).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What an object names that belongs to the repository.
     *
     * @throws MissingObjectException when the object is not there
     * @throws IOException when it cannot be read
     */
    Deque<Part> of(Part object) throws IOException {
        Deque<Part> parts = new ArrayDeque<>(2);
        if (object.type() == Constants.OBJ_BLOB) {
            if (!objects.has(object.id())) {
                throw new MissingObjectException(object.id(), Constants.TYPE_BLOB);
            }
            return parts;
        }
        ObjectLoader loader = objects.open(object.id());
        switch (loader.getType()) {
            case Constants.OBJ_COMMIT -> commit(loader.getCachedBytes(), object.id(), parts);
            case Constants.OBJ_TREE -> tree(loader.getCachedBytes(), parts);
            case Constants.OBJ_TAG -> parts.add(Part.any(ObjectId.fromString(loader.getCachedBytes(), OBJECT.length)));
            default -> {}
        }
        return parts;
    }

    private void commit(byte[] bytes, ObjectId id, Deque<Part> parts) {
        parts.add(new Part(ObjectId.fromString(bytes, TREE.length), Constants.OBJ_TREE));
        int at = TREE.length + Constants.OBJECT_ID_STRING_LENGTH + 1;
        while (!shallow.contains(id) && RawParseUtils.match(bytes, at, PARENT) > 0) {
            parts.add(new Part(ObjectId.fromString(bytes, at + PARENT.length), Constants.OBJ_COMMIT));
            at += PARENT.length + Constants.OBJECT_ID_STRING_LENGTH + 1;
        }
    }

    private static void tree(byte[] bytes, Deque<Part> parts) {
        CanonicalTreeParser entries = new CanonicalTreeParser();
        entries.reset(bytes);
        for (; !entries.eof(); entries.next()) {
            int mode = entries.getEntryRawMode();
            if (FileMode.TREE.equals(mode)) {
                parts.add(new Part(entries.getEntryObjectId(), Constants.OBJ_TREE));
            } else if (!FileMode.GITLINK.equals(mode)) {
                parts.add(new Part(entries.getEntryObjectId(), Constants.OBJ_BLOB));
            }
        }
    }
}
