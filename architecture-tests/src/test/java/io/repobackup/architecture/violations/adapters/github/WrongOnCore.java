package io.repobackup.architecture.violations.adapters.github;

import io.repobackup.architecture.violations.adapters.core.Engine;

final class WrongOnCore {
    Engine engine = new Engine();
}
