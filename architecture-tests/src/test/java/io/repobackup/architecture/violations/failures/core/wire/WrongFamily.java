package io.repobackup.architecture.violations.failures.core.wire;

import java.io.IOException;

/** Checked, but open. */
public class WrongFamily extends IOException {
    private static final long serialVersionUID = 1L;
}
