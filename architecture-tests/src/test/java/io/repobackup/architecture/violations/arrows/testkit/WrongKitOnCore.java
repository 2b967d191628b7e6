package io.repobackup.architecture.violations.arrows.testkit;

import io.repobackup.architecture.violations.arrows.core.Engine;

final class WrongKitOnCore {
    Engine engine = new Engine();
}
