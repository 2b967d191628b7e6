package io.repobackup.architecture.violations.arrows.api;

import io.repobackup.architecture.violations.arrows.core.Engine;

final class WrongApiOnCore {
    Engine engine = new Engine();
}
