package io.repobackup.architecture.violations.files.samples;

import java.nio.file.Path;

abstract class RightSample {
    abstract Path directory();
}
