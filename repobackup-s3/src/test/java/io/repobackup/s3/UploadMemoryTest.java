package io.repobackup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.s3.UploadMemory.Loan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class UploadMemoryTest {

    private static final int SIZE = 10;

    private final UploadMemory memory = new UploadMemory(2 * SIZE);

    @Test
    void whatIsInUseStaysWithinTheBoundHoweverManyUploadAtOnce() throws Exception {
        ExecutorService uploads = Executors.newFixedThreadPool(16);
        ExecutorService store = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int upload = 0; upload < 16; upload++) {
                all.add(uploads.submit(() -> {
                    for (int part = 0; part < 200; part++) {
                        Loan loan = take(SIZE);
                        memory.sending(loan);
                        store.execute(() -> memory.give(loan));
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
            assertThat(memory.mostInBytes()).isEqualTo(2 * SIZE);
        } finally {
            uploads.shutdownNow();
            store.shutdownNow();
        }
    }

    @Test
    void aThreadThatFillsABufferIsNotHeldBackByItself() {
        take(SIZE);
        take(SIZE);
        take(SIZE);
        assertThat(memory.mostInBytes()).isEqualTo(3 * SIZE);
    }

    @Test
    void aThreadThatFillsABufferWaitsForWhatIsOnItsWay() throws Exception {
        CompletableFuture<Loan> onItsWay = new CompletableFuture<>();
        FutureTask<Loan> third = new FutureTask<>(() -> {
            take(SIZE);
            Loan sent = take(SIZE);
            memory.sending(sent);
            onItsWay.complete(sent);
            return take(SIZE);
        });
        awaitWaiting(start(third));
        memory.give(onItsWay.get());
        third.get();
        assertThat(memory.mostInBytes()).isEqualTo(2 * SIZE);
    }

    @Test
    void aThreadThatFillsABufferComesBeforeThoseThatHaveNone() throws Exception {
        Loan other = elsewhere(SIZE);
        FutureTask<Loan> none = new FutureTask<>(() -> take(SIZE));
        Thread waiting = new Thread(none, "upload");
        CompletableFuture<Thread> first = new CompletableFuture<>();
        FutureTask<Loan> both = new FutureTask<>(() -> {
            take(SIZE);
            memory.sending(other);
            waiting.start();
            awaitWaiting(waiting);
            first.complete(Thread.currentThread());
            return take(SIZE);
        });
        start(both);
        awaitWaiting(first.get());
        memory.give(other);
        both.get();
        assertThat(none.isDone()).isFalse();
        waiting.interrupt();
        assertThatThrownBy(none::get).hasCauseInstanceOf(CancelledException.class);
    }

    @Test
    void aBufferThatIsLongerThanTheBoundIsLentAloneAndNotOvertaken() throws Exception {
        Loan small = elsewhere(SIZE);
        FutureTask<Loan> large = new FutureTask<>(() -> take(3 * SIZE));
        awaitWaiting(start(large));
        FutureTask<Loan> later = new FutureTask<>(() -> take(SIZE));
        awaitWaiting(start(later));
        memory.give(small);
        Loan lent = large.get();
        assertThat(later.isDone()).isFalse();
        memory.give(lent);
        later.get();
        assertThat(memory.mostInBytes()).isEqualTo(3 * SIZE);
    }

    @Test
    void whoWaitsUntilNothingHasMovedForLongIsToldSo() throws Exception {
        UploadMemory impatient = new UploadMemory(SIZE, Duration.ofMillis(20));
        FutureTask<Loan> holding = new FutureTask<>(() -> impatient.take("Uploading", SIZE, () -> false));
        start(holding);
        Loan held = holding.get();
        assertThatThrownBy(() -> impatient.take("Uploading data/1", SIZE, () -> false))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Uploading data/1")
                .hasMessageContaining("memory for uploads");
        impatient.give(held);
        assertThat(impatient.take("Uploading", SIZE, () -> false).array()).hasSize(SIZE);
    }

    @Test
    void waitingEndsWithTheUpload() throws Exception {
        elsewhere(2 * SIZE);
        AtomicBoolean closed = new AtomicBoolean();
        FutureTask<Loan> waiting = new FutureTask<>(() -> memory.take("Uploading", SIZE, closed::get));
        awaitWaiting(start(waiting));
        closed.set(true);
        memory.wake();
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void waitingEndsWithTheThread() throws Exception {
        elsewhere(2 * SIZE);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> take(SIZE)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aBufferIsFilledAgainWhenNothingReadsItAnyMore() {
        Loan first = take(SIZE);
        memory.give(first);
        memory.give(first);
        Loan second = take(SIZE);
        assertThat(second.array()).isSameAs(first.array());
        memory.give(first);
        memory.forget(second);
        assertThat(take(SIZE).array()).isNotSameAs(first.array());
        assertThat(memory.mostInBytes()).isEqualTo(SIZE);
    }

    private Loan take(int size) {
        return memory.take("Uploading", size, () -> false);
    }

    private Loan elsewhere(int size) throws Exception {
        FutureTask<Loan> taking = new FutureTask<>(() -> take(size));
        start(taking);
        return taking.get();
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "upload");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }
}
