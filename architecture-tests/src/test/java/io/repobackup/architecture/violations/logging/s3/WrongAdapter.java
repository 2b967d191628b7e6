package io.repobackup.architecture.violations.logging.s3;

import org.slf4j.Logger;

abstract class WrongAdapter {
    abstract Logger log();
}
