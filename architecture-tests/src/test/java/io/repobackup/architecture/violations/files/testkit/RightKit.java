package io.repobackup.architecture.violations.files.testkit;

import java.nio.file.Path;

abstract class RightKit {
    abstract Path directory();
}
