package io.repobackup.core.refs;

import java.util.Optional;

/**
 * HEAD of a repository: symbolic (a target and an id), unborn or dangling (a target without an id), detached (an id
 * without a target), or not shown by the host (neither).
 *
 * <p><i>Immutable.</i>
 *
 * @param target the branch it points to
 * @param oid the object it names in the end
 */
public record Head(Optional<RefName> target, Optional<ObjectId> oid) {

    private static final Head UNKNOWN = new Head(Optional.empty(), Optional.empty());

    /** A HEAD on a branch that exists. */
    public static Head symbolic(RefName target, ObjectId oid) {
        return new Head(Optional.of(target), Optional.of(oid));
    }

    /** A HEAD on a branch that does not exist. */
    public static Head unborn(RefName target) {
        return new Head(Optional.of(target), Optional.empty());
    }

    /** A HEAD on an object. */
    public static Head detached(ObjectId oid) {
        return new Head(Optional.empty(), Optional.of(oid));
    }

    /** A HEAD that the host does not show. */
    public static Head unknown() {
        return UNKNOWN;
    }
}
