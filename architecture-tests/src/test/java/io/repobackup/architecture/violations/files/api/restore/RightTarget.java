package io.repobackup.architecture.violations.files.api.restore;

import java.nio.file.Path;

abstract class RightTarget {
    abstract Path directory();
}
