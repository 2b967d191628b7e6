package io.repobackup.architecture.violations.files.core.vault;

import java.nio.file.Path;

abstract class WrongVault {
    abstract Path directory();
}
