package io.repobackup.core.git.server;

import io.repobackup.api.git.GitEndpoint;
import java.nio.file.Path;
import java.util.List;

/** Repositories reached by their paths. */
public record LocalPathHost(Path root) implements GitHost {

    @Override
    public GitEndpoint endpoint(String name) {
        return GitEndpoint.of(root.resolve(name).toUri());
    }

    @Override
    public List<String> requests() {
        return List.of();
    }

    @Override
    public void close() {}
}
