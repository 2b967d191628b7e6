package io.repobackup.core.git.bare;

import io.repobackup.core.refs.Ref;
import java.nio.file.Path;
import java.util.List;

/**
 * A repository that stands in its place, and what git's files could not take of the refs.
 *
 * <p><i>Immutable.</i>
 *
 * @param directory where it is
 * @param leftOut refs with names that git refuses, now in the file {@value BareRepositoryWriter#LEFT_OUT_FILE}; a single
 *     dangerous name among the others would make git refuse the whole repository
 * @param flattened symbolic refs that are now plain refs to the same object, because their names or targets make no safe
 *     file
 */
public record WrittenRepository(Path directory, List<Ref> leftOut, List<Ref> flattened) {

    /** Takes copies. */
    public WrittenRepository {
        leftOut = List.copyOf(leftOut);
        flattened = List.copyOf(flattened);
    }
}
