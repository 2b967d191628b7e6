package io.repobackup.core.git.pack;

import io.repobackup.core.refs.ObjectFormat;
import io.repobackup.core.refs.ObjectId;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is known of a pack before it is read.
 *
 * <p><i>Immutable.</i>
 *
 * @param name what to call it in messages, such as {@code the pack of https://example.org/a.git}; never with a secret
 * @param format the hash function that names its objects
 * @param shallow commits whose parents the host does not have; the parents of these are not looked for
 * @param sizeInBytes its length, where that is known: scratch space is then checked before the first byte is written
 */
public record PackDescription(String name, ObjectFormat format, Set<ObjectId> shallow, OptionalLong sizeInBytes) {

    /** Takes a copy. */
    public PackDescription {
        shallow = Set.copyOf(shallow);
    }

    /** A pack of a whole history, of unknown length. */
    public static PackDescription of(String name, ObjectFormat format) {
        return new PackDescription(name, format, Set.of(), OptionalLong.empty());
    }

    /** The same pack, from a host that does not have the parents of these commits. */
    public PackDescription shallow(Set<ObjectId> commits) {
        return new PackDescription(name, format, commits, sizeInBytes);
    }

    /** The same pack, of this length. */
    public PackDescription sizeInBytes(long size) {
        return new PackDescription(name, format, shallow, OptionalLong.of(size));
    }
}
