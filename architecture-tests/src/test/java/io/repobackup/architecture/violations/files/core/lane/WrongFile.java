package io.repobackup.architecture.violations.files.core.lane;

import java.io.File;

final class WrongFile {
    boolean isThere(String name) {
        return new File(name).exists();
    }
}
