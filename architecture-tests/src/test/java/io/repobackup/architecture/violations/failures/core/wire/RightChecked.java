package io.repobackup.architecture.violations.failures.core.wire;

import java.io.IOException;

/** Checked, final, and inside of core. */
public final class RightChecked extends IOException {
    private static final long serialVersionUID = 1L;
}
