package io.repobackup.core.git.local;

import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.RefName;
import java.util.Optional;

/**
 * What a file says about a ref, before anything is looked up.
 *
 * @param oid the object it names, for a direct ref
 * @param target the ref it points to, for a symbolic ref
 * @param peel what is known of the object that it stands for in the end
 */
record RefText(Optional<ObjectId> oid, Optional<RefName> target, Peel peel) {

    /** What is known of the object that a tag stands for. */
    record Peel(boolean known, Optional<ObjectId> oid) {
        static final Peel UNKNOWN = new Peel(false, Optional.empty());
        static final Peel NONE = new Peel(true, Optional.empty());

        static Peel of(ObjectId oid) {
            return new Peel(true, Optional.of(oid));
        }
    }

    private static final String SYMBOLIC = "ref:";

    static RefText of(ObjectId oid, Peel peel) {
        return new RefText(Optional.of(oid), Optional.empty(), peel);
    }

    /**
     * Reads the file of a loose ref, or HEAD.
     *
     * @throws IllegalArgumentException when it is none
     */
    static RefText parse(String file) {
        if (file.startsWith(SYMBOLIC)) {
            return new RefText(
                    Optional.empty(),
                    Optional.of(new RefName(file.substring(SYMBOLIC.length()).strip())),
                    Peel.UNKNOWN);
        }
        String hex = file.split("\\s", 2)[0];
        return of(new ObjectId(hex), Peel.UNKNOWN);
    }
}
