package io.repobackup.architecture.violations.cycles.first;

import io.repobackup.architecture.violations.cycles.second.WrongSecond;

/** Half of a circle. */
public final class WrongFirst {
    WrongSecond second = new WrongSecond();
}
