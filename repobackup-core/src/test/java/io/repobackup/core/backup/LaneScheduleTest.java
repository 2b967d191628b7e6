package io.repobackup.core.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.api.source.Lane;
import io.repobackup.core.backup.LaneSchedule.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LaneScheduleTest {

    private final LaneSchedule<String> schedule = new LaneSchedule<>();

    @Test
    void anEmptyScheduleIsDone() throws InterruptedException {
        assertThat(schedule.take()).isEmpty();
    }

    @Test
    void lanesTakeTurns() throws InterruptedException {
        for (String work : List.of("a1", "a2", "b1", "b2")) {
            schedule.add(new Lane(work.substring(0, 1), 9), work);
        }
        assertThat(List.of(next(), next(), next(), next())).containsExactly("a1", "b1", "a2", "b2");
    }

    @Test
    void aFullLaneLetsOthersPass() throws InterruptedException {
        schedule.add(new Lane("a", 1), "a1");
        schedule.add(new Lane("a", 1), "a2");
        schedule.add(new Lane("b", 1), "b1");
        Slot<String> first = schedule.take().orElseThrow();
        assertThat(first.work()).isEqualTo("a1");
        assertThat(next()).isEqualTo("b1");
        schedule.done(first);
        assertThat(next()).isEqualTo("a2");
    }

    @Test
    void theSmallestWidthOfALaneCounts() throws InterruptedException {
        schedule.add(new Lane("a", 5), "a1");
        schedule.add(new Lane("a", 1), "a2");
        schedule.add(new Lane("b", 1), "b1");
        assertThat(List.of(next(), next())).containsExactly("a1", "b1");
    }

    @Test
    void manyThreadsDoAllWorkAndNeverOverfillALane() throws Exception {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        List<String> overfull = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 600; i++) {
            schedule.add(new Lane("lane" + i % 3, 1 + i % 3), "lane" + i % 3 + ":" + i);
        }
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                workers.add(threads.submit(() -> {
                    drain(done, running, overfull);
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(done).hasSize(1200).doesNotHaveDuplicates();
        assertThat(overfull).isEmpty();
    }

    /** Each piece of work adds one that follows from it, in the next lane, once. */
    private void drain(List<String> done, Map<String, AtomicInteger> running, List<String> overfull)
            throws InterruptedException {
        for (var slot = schedule.take(); slot.isPresent(); slot = schedule.take()) {
            String work = slot.get().work();
            int lane = work.charAt(4) - '0';
            AtomicInteger count = running.computeIfAbsent("lane" + lane, key -> new AtomicInteger());
            if (count.incrementAndGet() > 1 + lane) {
                overfull.add(work);
            }
            if (!work.endsWith("'")) {
                int next = (lane + 1) % 3;
                schedule.add(new Lane("lane" + next, 1 + next), "lane" + next + work.substring(5) + "'");
            }
            done.add(work);
            count.decrementAndGet();
            schedule.done(slot.get());
        }
    }

    private String next() throws InterruptedException {
        return schedule.take().orElseThrow().work();
    }
}
