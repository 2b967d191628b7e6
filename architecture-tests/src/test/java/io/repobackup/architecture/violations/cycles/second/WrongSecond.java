package io.repobackup.architecture.violations.cycles.second;

import io.repobackup.architecture.violations.cycles.first.WrongFirst;

/** The other half, one package deeper in sight of the first only. */
public final class WrongSecond {
    Class<?> first = WrongFirst.class;
}
