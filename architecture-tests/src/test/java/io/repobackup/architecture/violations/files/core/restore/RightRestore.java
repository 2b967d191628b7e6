package io.repobackup.architecture.violations.files.core.restore;

import java.nio.file.Path;

abstract class RightRestore {
    abstract Path directory();
}
