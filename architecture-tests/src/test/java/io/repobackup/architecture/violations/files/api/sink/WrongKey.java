package io.repobackup.architecture.violations.files.api.sink;

import java.nio.file.Path;

abstract class WrongKey {
    abstract Path directory();
}
