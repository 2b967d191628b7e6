package io.repobackup.core.backup;

import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.event.BackupListener;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener, and keeps the run safe from it. <i>Thread-safe.</i> */
final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final BackupListener listener;
    private final Clock clock;

    Events(BackupListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    void tell(BackupEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException | Error e) {
            // Errors too: one of a listener's classes that is missing must not end the thread that captures.
            LOG.warn(
                    "A listener failed on {}; the run goes on", event.getClass().getSimpleName(), e);
        }
    }
}
