package io.repobackup.architecture.violations.vendors.core.backup;

import dev.failsafe.RetryPolicy;

abstract class WrongRetry {
    abstract RetryPolicy<String> policy();
}
