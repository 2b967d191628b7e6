package io.repobackup.architecture.violations.files.core.git.scratch;

import java.nio.file.Path;

abstract class RightScratch {
    abstract Path directory();
}
