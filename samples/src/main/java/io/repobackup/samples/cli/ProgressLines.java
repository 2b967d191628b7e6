package io.repobackup.samples.cli;

import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.event.BackupListener;
import io.repobackup.api.outcome.Outcome;
import java.io.PrintWriter;

/** Tells in plain lines what a run does; silent about what has not changed. <i>Thread-safe.</i> */
final class ProgressLines implements BackupListener {

    private final PrintWriter err;

    ProgressLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void on(BackupEvent event) {
        if (event instanceof BackupEvent.RunStarted started) {
            err.println("Backing up " + Amount.count(started.subjects(), "subject") + ", "
                    + Amount.count(started.parts(), "part"));
        } else if (event instanceof BackupEvent.Waiting waiting) {
            err.println(waiting(waiting));
        } else if (event instanceof BackupEvent.PartEnded ended && !isQuiet(ended.outcome())) {
            err.println(ended(ended));
        }
    }

    static boolean isQuiet(Outcome outcome) {
        return outcome instanceof Outcome.Unchanged || outcome instanceof Outcome.NotDue;
    }

    static String ended(BackupEvent.PartEnded ended) {
        return ended.subject().name() + " " + ended.part() + ": "
                + ended.outcome().word() + ", " + OutcomeText.of(ended.outcome()) + " (" + Amount.time(ended.took())
                + ")";
    }

    static String waiting(BackupEvent.Waiting waiting) {
        return "Waiting until " + waiting.until() + " (" + waiting.lane().key() + "): " + waiting.why();
    }
}
