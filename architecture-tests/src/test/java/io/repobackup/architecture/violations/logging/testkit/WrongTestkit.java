package io.repobackup.architecture.violations.logging.testkit;

import org.slf4j.Logger;

abstract class WrongTestkit {
    abstract Logger log();
}
