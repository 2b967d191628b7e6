package io.repobackup.architecture.violations.arrows.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Uses the JDK only. */
public final class RightApi implements Term {
    byte[][] bytes = new byte[1][];
    Term[] terms = {};
    Duration wait = Duration.ZERO;

    @Nullable
    Term term;
}
