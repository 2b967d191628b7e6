package io.repobackup.architecture.violations.arrows.core;

import io.repobackup.architecture.violations.arrows.testkit.StillClock;

final class WrongCoreOnTestkit {
    Class<?> clock = StillClock.class;
}
