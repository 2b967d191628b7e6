package io.repobackup.testkit.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs the same work on several threads that start at the same moment. */
final class Together {

    private Together() {}

    /** The answers of the threads, in the order of their numbers, which begin with 0. */
    static <T> List<T> run(int threads, IntFunction<T> work) {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(awaiting(start, i, work)));
            }
            return results(futures);
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> Callable<T> awaiting(CyclicBarrier start, int number, IntFunction<T> work) {
        return () -> {
            start.await();
            return work.apply(number);
        };
    }

    private static <T> List<T> results(List<Future<T>> futures) {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for the other threads", e);
            }
        }
        return results;
    }
}
