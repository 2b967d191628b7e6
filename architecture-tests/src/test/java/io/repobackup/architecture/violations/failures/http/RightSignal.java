package io.repobackup.architecture.violations.failures.http;

import java.io.IOException;

class RightSignal extends IOException {
    private static final long serialVersionUID = 1L;
}
