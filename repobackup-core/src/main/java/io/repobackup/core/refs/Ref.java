package io.repobackup.core.refs;

import java.util.Optional;

/**
 * A ref other than HEAD.
 *
 * <p><i>Immutable.</i>
 *
 * @param name its full name
 * @param oid the object it names in the end
 * @param peeled for an annotated tag, what it stands for after all tags are followed
 * @param target for a symbolic ref, the ref it points to
 */
public record Ref(RefName name, ObjectId oid, Optional<ObjectId> peeled, Optional<RefName> target) {

    /** A ref that names an object directly. */
    public static Ref of(RefName name, ObjectId oid) {
        return new Ref(name, oid, Optional.empty(), Optional.empty());
    }
}
