package io.repobackup.s3;

import java.time.Duration;

/** Waits before something is sent again. */
interface Pause {

    /** Waits so long, or until the thread is interrupted. */
    void take(Duration length) throws InterruptedException;
}
