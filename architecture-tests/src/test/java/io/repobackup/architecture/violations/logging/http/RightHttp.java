package io.repobackup.architecture.violations.logging.http;

import org.slf4j.Logger;

abstract class RightHttp {
    abstract Logger log();
}
