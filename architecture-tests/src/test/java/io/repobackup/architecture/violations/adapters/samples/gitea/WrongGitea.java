package io.repobackup.architecture.violations.adapters.samples.gitea;

import io.repobackup.architecture.violations.adapters.core.Engine;

final class WrongGitea {
    Engine engine = new Engine();
}
