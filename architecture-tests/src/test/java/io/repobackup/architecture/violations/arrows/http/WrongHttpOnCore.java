package io.repobackup.architecture.violations.arrows.http;

import io.repobackup.architecture.violations.arrows.core.Engine;

final class WrongHttpOnCore {
    Class<?> engine = Engine.class;
}
