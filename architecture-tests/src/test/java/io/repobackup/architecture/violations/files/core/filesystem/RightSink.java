package io.repobackup.architecture.violations.files.core.filesystem;

import java.nio.file.Path;

abstract class RightSink {
    abstract Path directory();
}
