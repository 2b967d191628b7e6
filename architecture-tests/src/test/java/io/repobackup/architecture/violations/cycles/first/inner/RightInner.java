package io.repobackup.architecture.violations.cycles.first.inner;

import io.repobackup.architecture.violations.cycles.second.WrongSecond;

/** A package below may use others, as long as nothing comes back. */
public final class RightInner {
    WrongSecond second = new WrongSecond();
}
