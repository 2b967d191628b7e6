package io.repobackup.core.git.server;

import io.repobackup.api.git.GitEndpoint;
import io.repobackup.core.refs.ObjectFormat;
import java.nio.file.Path;
import java.util.List;

/** Where repositories of a test are reached. */
public interface GitHost extends AutoCloseable {

    /** Where the repositories lie. */
    Path root();

    /** The address of the repository in this directory below the root. */
    GitEndpoint endpoint(String name);

    /** The requests since the last call, such as {@code POST /a.git/git-upload-pack}. */
    List<String> requests();

    /** A new repository of this name. */
    default TestRepository create(String name, ObjectFormat format) {
        return TestRepository.create(root().resolve(name), format);
    }

    @Override
    void close();
}
