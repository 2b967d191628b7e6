package io.repobackup.core.backup;

import io.repobackup.api.capture.State;
import io.repobackup.core.vault.catalog.Catalog;
import io.repobackup.core.vault.catalog.CatalogView;
import io.repobackup.core.vault.run.RunStart;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes the catalog now and then, so that a killed run need not look at everything again. <i>Thread-safe.</i> */
final class Checkpoints {

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Catalog catalog;
    private final CatalogView atStart;
    private final RunBook running;
    private final RunStart start;
    private final RunControl control;
    private CatalogView known;
    private Instant last;

    Checkpoints(Catalog catalog, CatalogView atStart, RunBook running, RunStart start, RunControl control) {
        this.catalog = catalog;
        this.atStart = atStart;
        this.running = running;
        this.start = start;
        this.control = control;
        this.known = atStart;
        this.last = start.started();
    }

    /** Writes what was learned when the last time is long ago, or lies ahead because a clock was set back. */
    synchronized void whenDue() {
        Instant now = running.events().now();
        if (Duration.between(last, now).abs().compareTo(EVERY) >= 0 && !control.isCancelled()) {
            last = now;
            write(Optional.empty());
        }
    }

    /** Writes what is left, and what the source wants to be told next time. */
    synchronized void last(Optional<State> state) {
        write(state.filter(newer -> !known.state().equals(Optional.of(newer))));
    }

    /** What was learned before somebody adopted the logs counts for nothing after it. */
    private void write(Optional<State> state) {
        if (!known.adopted().equals(atStart.adopted())) {
            return;
        }
        var changed = running.takeCatalogChanges();
        if (state.isPresent()) {
            known = catalog.append(known, start.run().text(), changed, state.get());
        } else if (!changed.isEmpty()) {
            known = catalog.append(known, start.run().text(), changed);
        }
    }
}
