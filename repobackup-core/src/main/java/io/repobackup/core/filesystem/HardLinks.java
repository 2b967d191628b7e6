package io.repobackup.core.filesystem;

import java.io.IOException;
import java.nio.file.Path;

/** Makes hard links, as {@link java.nio.file.Files#createLink} does. */
@FunctionalInterface
interface HardLinks {

    Path create(Path link, Path existing) throws IOException;
}
