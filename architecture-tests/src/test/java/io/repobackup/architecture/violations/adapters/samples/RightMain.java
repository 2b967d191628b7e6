package io.repobackup.architecture.violations.adapters.samples;

import io.repobackup.architecture.violations.adapters.core.Engine;

/** A program may use everything. */
public final class RightMain {
    Engine engine = new Engine();
}
