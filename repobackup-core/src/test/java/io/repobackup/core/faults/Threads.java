package io.repobackup.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

/** The threads that the calling thread and those it started have begun: those of its thread group. */
final class Threads {

    private static final long LONGEST_WAIT_MILLIS = 20_000;

    private Threads() {}

    /** Runs in a thread group of its own, and passes on what it fails with. */
    static void inGroup(String name, Runnable work) throws InterruptedException {
        Throwable[] failure = new Throwable[1];
        Thread thread = new Thread(new ThreadGroup(name), work, name);
        thread.setUncaughtExceptionHandler((dead, e) -> failure[0] = e);
        thread.start();
        thread.join();
        if (failure[0] != null) {
            throw new AssertionError(name + ": " + failure[0].getMessage(), failure[0]);
        }
    }

    /** None of our threads in this group outlives what it was begun for, but for the moment that its end takes. */
    static void assertNoneIsLeft() {
        for (Thread thread : ours()) {
            join(thread);
            assertThat(thread.isAlive())
                    .as(() -> thread + " is left, at "
                            + Stream.of(thread.getStackTrace()).toList())
                    .isFalse();
        }
    }

    private static List<Thread> ours() {
        Thread[] all = new Thread[Thread.activeCount() + 64];
        int n = Thread.enumerate(all);
        return Stream.of(all)
                .limit(n)
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> thread.getName().startsWith("repobackup-")
                        ? !thread.getName().equals("repobackup-http-interrupts")
                        : thread.getName().startsWith("pool-") && !thread.isDaemon()
                                || thread.getName().contains("upload-pack"))
                .toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
