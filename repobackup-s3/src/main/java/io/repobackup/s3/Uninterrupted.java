package io.repobackup.s3;

/** Work that has to be done although the thread was interrupted: clearing up. */
final class Uninterrupted {

    private Uninterrupted() {}

    static void run(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
