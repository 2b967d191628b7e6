package io.repobackup.core.backup;

import io.repobackup.api.capture.State;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.core.vault.catalog.Catalog;
import io.repobackup.core.vault.catalog.CatalogView;
import io.repobackup.core.vault.run.RunStart;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the catalog now and then, so that a killed run need not look at everything again. <i>Thread-safe.</i> */
final class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Catalog catalog;
    private final CatalogView atStart;
    private final RunBook running;
    private final RunStart start;
    private final RunControl control;
    private final StallWatch stalls;
    private CatalogView known;
    private Instant last;

    Checkpoints(
            Catalog catalog,
            CatalogView atStart,
            RunBook running,
            RunStart start,
            RunControl control,
            StallWatch stalls) {
        this.catalog = catalog;
        this.atStart = atStart;
        this.running = running;
        this.start = start;
        this.control = control;
        this.stalls = stalls;
        this.known = atStart;
        this.last = start.started();
    }

    /** Writes what was learned when the last time is long ago, or lies ahead because a clock was set back. */
    synchronized void whenDue() {
        Instant now = running.events().now();
        if (Duration.between(last, now).abs().compareTo(EVERY) >= 0 && !control.isCancelled()) {
            last = now;
            writeMeanwhile();
        }
    }

    /** Writes what is left, and what the source wants to be told next time. */
    synchronized void last(Optional<State> state, HeadDigests digests) {
        if (!control.isCancelled()) {
            fill(digests);
        }
        write(state.filter(newer -> !known.state().equals(Optional.of(newer))));
        running.concludes(known);
    }

    /** Without them there is no root this time; the catalog is written all the same. */
    private void fill(HeadDigests digests) {
        try {
            running.learnAgain(digests.missingIn(known));
        } catch (RepobackupException e) {
            LOG.warn("The heads of logs could not be read for the root of the run; the next run reads them", e);
        }
    }

    /** What fails now is told by the next catalog; the parts of the run go on. */
    private void writeMeanwhile() {
        try {
            stalls.watching("Writing the catalog", () -> write(Optional.empty()));
        } catch (RepobackupException e) {
            LOG.warn("The catalog could not be written meanwhile; it is written at the end", e);
        }
    }

    /** What was learned before somebody adopted the logs counts for nothing after it. */
    private void write(Optional<State> state) {
        if (!known.adopted().equals(atStart.adopted())) {
            return;
        }
        var changed = running.takeCatalogChanges();
        try {
            if (state.isPresent()) {
                known = catalog.append(known, start.run().text(), changed, state.get());
            } else if (!changed.isEmpty()) {
                known = catalog.append(known, start.run().text(), changed);
            }
        } catch (RepobackupException e) {
            running.learnAgain(changed);
            throw e;
        }
    }
}
