package io.repobackup.architecture.violations.failures.http;

import java.io.IOException;

/** Checked, but where users see it. */
public final class WrongStranger extends IOException {
    private static final long serialVersionUID = 1L;
}
