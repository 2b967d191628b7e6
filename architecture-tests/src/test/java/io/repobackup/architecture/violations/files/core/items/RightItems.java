package io.repobackup.architecture.violations.files.core.items;

import java.nio.file.Path;

abstract class RightItems {
    abstract Path directory();
}
