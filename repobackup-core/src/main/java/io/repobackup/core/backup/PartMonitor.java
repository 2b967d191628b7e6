package io.repobackup.core.backup;

import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import java.time.Duration;
import java.time.Instant;

/** Passes progress on, thinned out. <i>Confined to the thread of a capture.</i> */
final class PartMonitor {

    private static final Duration SHORTEST = Duration.ofMillis(250);

    private final Events events;
    private final RunControl control;
    private final StallWatch.Beat beat;
    private final Subject subject;
    private final Part part;
    private Instant next = Instant.MIN;

    PartMonitor(Events events, RunControl control, StallWatch.Beat beat, Subject subject, Part part) {
        this.events = events;
        this.control = control;
        this.beat = beat;
        this.subject = subject;
        this.part = part;
    }

    void progress(long done, long total, String unit) {
        beat.moved();
        Instant now = events.now();
        if (!now.isBefore(next) || done == total) {
            next = now.plus(SHORTEST);
            events.tell(new BackupEvent.Progress(now, subject, part, done, total, unit));
        }
    }

    void checkCancelled() {
        beat.moved();
        control.check();
    }
}
