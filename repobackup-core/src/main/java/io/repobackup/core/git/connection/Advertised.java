package io.repobackup.core.git.connection;

import io.repobackup.core.refs.RepositoryRefs;
import java.util.List;

/**
 * What a repository says of itself.
 *
 * <p><i>Immutable.</i>
 *
 * @param refs its refs; the shallow commits are told only by local repositories, and by a server with each pack
 * @param flaws why a backup of it cannot be complete, each for people to read
 */
public record Advertised(RepositoryRefs refs, List<String> flaws) {

    /** Takes a copy. */
    public Advertised {
        flaws = List.copyOf(flaws);
    }
}
