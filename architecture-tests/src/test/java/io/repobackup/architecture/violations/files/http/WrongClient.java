package io.repobackup.architecture.violations.files.http;

import java.nio.file.Path;

abstract class WrongClient {
    abstract Path directory();
}
