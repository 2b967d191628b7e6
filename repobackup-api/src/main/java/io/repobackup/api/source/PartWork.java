package io.repobackup.api.source;

import io.repobackup.api.capture.ContentReader;
import io.repobackup.api.capture.Snapshotter;
import io.repobackup.api.git.GitEndpoint;
import io.repobackup.api.subject.Part;
import java.util.Optional;

/**
 * Who captures a part.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface PartWork {

    /**
     * The engine itself, from a git repository.
     *
     * @param endpoint the repository
     */
    record Git(GitEndpoint endpoint) implements PartWork {}

    /**
     * The engine itself, from the LFS server of a git repository: the objects that commits of another part point to.
     *
     * @param git the part whose commits point to them
     * @param endpoint the repository
     */
    record Lfs(Part git, GitEndpoint endpoint) implements PartWork {}

    /**
     * A snapshotter.
     *
     * @param snapshotter reads the part
     * @param content opens what the snapshotter links; empty when it links nothing
     */
    record Metadata(Snapshotter snapshotter, Optional<ContentReader> content) implements PartWork {}
}
