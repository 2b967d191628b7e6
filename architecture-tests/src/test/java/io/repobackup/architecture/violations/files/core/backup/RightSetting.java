package io.repobackup.architecture.violations.files.core.backup;

import java.nio.file.Path;

abstract class RightSetting {
    abstract Path directory();
}
