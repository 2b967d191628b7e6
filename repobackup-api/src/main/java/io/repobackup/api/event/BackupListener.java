package io.repobackup.api.event;

/**
 * Hears what a run does. Called on the run's own threads: events of one subject in their order, of different subjects at
 * the same time. What it throws is logged and never harms the run; a slow listener slows the run down.
 *
 * <p><i>Thread-safe.</i>
 */
@FunctionalInterface
public interface BackupListener {

    /** Something happened. */
    void on(BackupEvent event);

    /** A listener that hears nothing. */
    static BackupListener none() {
        return event -> {};
    }
}
