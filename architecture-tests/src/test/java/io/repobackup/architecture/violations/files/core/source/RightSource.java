package io.repobackup.architecture.violations.files.core.source;

import java.nio.file.Path;

abstract class RightSource {
    abstract Path directory();
}
