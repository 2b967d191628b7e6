package io.repobackup.architecture.violations.logging.samples;

import org.slf4j.Logger;

abstract class RightSample {
    abstract Logger log();
}
