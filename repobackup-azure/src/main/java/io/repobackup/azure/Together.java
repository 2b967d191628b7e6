package io.repobackup.azure;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RepobackupException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Does the same with many things, with several threads of the sink. <i>Thread-safe.</i> */
final class Together {

    private final ExecutorService threads;
    private final int width;

    Together(ExecutorService threads, int width) {
        this.threads = threads;
        this.width = width;
    }

    /** Returns when all is done; fails with the first failure, after all have ended. */
    <T> void forEach(List<T> things, Consumer<T> work) {
        List<Future<?>> shares = new ArrayList<>();
        try {
            IntStream.range(0, Math.min(width, things.size()))
                    .forEach(first -> shares.add(threads.submit(() -> share(things, first, work))));
            shares.forEach(Together::await);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the sink was closed", e);
        } finally {
            shares.forEach(share -> share.cancel(true));
        }
    }

    private <T> void share(List<T> things, int first, Consumer<T> work) {
        for (int i = first; i < things.size(); i += width) {
            work.accept(things.get(i));
        }
    }

    private static void await(Future<?> share) {
        try {
            share.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RepobackupException failure
                    ? failure
                    : new IllegalStateException("a thread of the sink failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "Waiting for requests to the store: the thread was interrupted; run again when it suits", e);
        }
    }
}
