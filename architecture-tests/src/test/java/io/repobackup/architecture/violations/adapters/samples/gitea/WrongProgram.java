package io.repobackup.architecture.violations.adapters.samples.gitea;

import io.repobackup.architecture.violations.adapters.samples.Main;

final class WrongProgram {
    Main main = new Main();
}
