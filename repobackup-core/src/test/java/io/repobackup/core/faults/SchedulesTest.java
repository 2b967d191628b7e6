package io.repobackup.core.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.faults.FaultSchedule.Reach;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs under faults commit nothing false, leave nothing open and ask no more than they may: 1,000 schedules, and several
 * thousand others with {@code -Plong}.
 */
class SchedulesTest {

    private static final Count COUNT = new Count();

    @TempDir
    static Path dir;

    /** What happened how often, for whoever reads the log. */
    @AfterAll
    static void tell() {
        System.out.println("schedules: " + COUNT);
    }

    @Test
    void ofItemsAndContents() throws Exception {
        all(Reach.NO_GIT, 1, 600);
    }

    @Test
    void ofRepositoriesByPath() throws Exception {
        all(Reach.PATHS, 10_001, 200);
    }

    @Test
    void ofRepositoriesOverHttp() throws Exception {
        all(Reach.HTTP, 20_001, 200);
    }

    @Test
    @Tag("long")
    void ofThousandsOfOthers() throws Exception {
        all(Reach.NO_GIT, 100_001, 3_000);
        all(Reach.PATHS, 200_001, 1_500);
        all(Reach.HTTP, 300_001, 1_500);
    }

    private static void all(Reach reach, long from, int number) throws Exception {
        // Most of the time stalls are waited for, so there may be more threads than processors.
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Throwable> failures = new ArrayList<>();
        try {
            List<Future<?>> running = LongStream.range(from, from + number)
                    .<Future<?>>mapToObj(seed -> threads.submit(() -> {
                        one(seed, reach);
                        return null;
                    }))
                    .toList();
            for (Future<?> each : running) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(failures).isEmpty();
        assertThat(COUNT.of("schedules with " + reach)).isGreaterThanOrEqualTo(number);
    }

    private static void one(long seed, Reach reach) throws InterruptedException {
        Path directory = dir.resolve(reach + "-" + seed);
        Threads.inGroup(reach + " " + seed, () -> new FaultSchedule(seed, reach, directory, COUNT).run());
        COUNT.one("schedules with " + reach);
    }
}
