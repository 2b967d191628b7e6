package io.repobackup.core.backup;

import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.source.Lane;
import io.repobackup.http.HttpEvent;
import io.repobackup.http.HttpListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hears when requests wait because a host limits their credential: the run's listener is told which lane waits until
 * when, and who waits is not taken for standing still.
 *
 * <p><i>Thread-safe.</i>
 */
final class Turns implements HttpListener {

    /** What is over by the time it is read is not told. */
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private final Events events;
    private final StallWatch stalls;
    private final Map<Thread, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    Turns(Events events, StallWatch stalls) {
        this.events = events;
        this.stalls = stalls;
    }

    /** The calling thread works in a lane until this is closed. */
    Turn in(Lane lane) {
        Thread thread = Thread.currentThread();
        lanes.put(thread, lane);
        return () -> lanes.remove(thread);
    }

    /** Work in a lane. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void on(HttpEvent event) {
        if (event instanceof HttpEvent.Paused paused) {
            stalls.rests(Duration.between(paused.at(), paused.until()));
            tell(paused);
        }
    }

    /** All who wait in a lane wait for much the same: it is told once. */
    private void tell(HttpEvent.Paused paused) {
        Lane lane = lanes.getOrDefault(Thread.currentThread(), new Lane("credential:" + paused.identity(), 1));
        Instant notable = paused.until().minus(SHORTEST);
        Instant before = told.getOrDefault(lane.key(), Instant.MIN);
        if (!notable.isBefore(paused.at()) && before.isBefore(notable)) {
            told.put(lane.key(), paused.until());
            events.tell(new BackupEvent.Waiting(events.now(), lane, paused.until(), paused.why()));
        }
    }
}
