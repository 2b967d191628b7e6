package io.repobackup.architecture.violations.logging.core;

import org.slf4j.Logger;

abstract class RightCore {
    abstract Logger log();
}
