package io.repobackup.architecture.violations.logging.api;

import org.slf4j.Logger;

abstract class WrongApi {
    abstract Logger log();
}
