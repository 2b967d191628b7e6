package io.repobackup.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.NoSpaceException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Sha256;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.BlobWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadAheadTest {

    private static final int MEGABYTE = 1 << 20;

    /** Keeps what it is given, and what went on meanwhile. */
    private static class Kept implements BlobWriter {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final Set<Thread> writers = ConcurrentHashMap.newKeySet();
        boolean committed;
        boolean closed;

        @Override
        public void write(ByteBuffer next) {
            writers.add(Thread.currentThread());
            byte[] copy = new byte[next.remaining()];
            next.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public BlobRef commit() {
            committed = true;
            Sha256 digest = Sha256.of(bytes.toByteArray());
            return new BlobRef(BlobKey.of("data/x"), bytes.size(), digest, bytes.size(), digest);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 524_288, 7 * MEGABYTE + 13})
    void everyByteArrivesOnceAndInOrder(int length) {
        byte[] all = new byte[length];
        Random random = new Random(length);
        random.nextBytes(all);
        Kept kept = new Kept();
        try (UploadAhead ahead = new UploadAhead(kept)) {
            for (int at = 0; at < length; ) {
                int next = Math.min(length - at, 1 + random.nextInt(300_000));
                ByteBuffer bytes = ByteBuffer.wrap(all, at, next);
                ahead.write(bytes);
                assertThat(bytes.hasRemaining()).isFalse();
                at += next;
            }
            assertThat(ahead.commit().plainSize()).isEqualTo(length);
        }
        assertThat(kept.bytes.toByteArray()).isEqualTo(all);
        assertThat(kept.committed).isTrue();
        assertThat(kept.closed).isTrue();
    }

    @Test
    void theCallersBytesMayChangeAfterTheCall() {
        Kept kept = new Kept();
        byte[] bytes = new byte[MEGABYTE];
        try (UploadAhead ahead = new UploadAhead(kept)) {
            ahead.write(ByteBuffer.wrap(bytes));
            bytes[0] = 1;
            bytes[MEGABYTE - 1] = 1;
            ahead.commit();
        }
        assertThat(kept.bytes.toByteArray()).containsOnly(0);
    }

    @Test
    void aShortBlobTakesNoThread() {
        Kept kept = new Kept();
        try (UploadAhead ahead = new UploadAhead(kept)) {
            ahead.write(ByteBuffer.allocate(262_144));
            ahead.commit();
        }
        assertThat(kept.writers).containsExactly(Thread.currentThread());
    }

    @Test
    void aLongBlobIsWrittenBesides() throws InterruptedException {
        Kept kept = new Kept();
        try (UploadAhead ahead = new UploadAhead(kept)) {
            ahead.write(ByteBuffer.allocate(MEGABYTE));
            ahead.commit();
        }
        assertThat(kept.writers).hasSize(1).doesNotContain(Thread.currentThread());
        for (Thread thread : kept.writers) {
            // its pool has ended; the thread itself may need a moment more
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void aFailureOfTheStoreIsThrownAndNothingIsCommitted() {
        RuntimeException full = new NoSpaceException("the disk is full; make room");
        Kept failing = new Kept() {
            @Override
            public void write(ByteBuffer next) {
                throw full;
            }
        };
        try (UploadAhead ahead = new UploadAhead(failing)) {
            assertThatThrownBy(() -> {
                        ahead.write(ByteBuffer.allocate(20 * MEGABYTE));
                        ahead.commit();
                    })
                    .isSameAs(full);
            assertThatThrownBy(ahead::commit).isSameAs(full);
        }
        assertThat(failing.committed).isFalse();
        assertThat(failing.closed).isTrue();
    }

    @Test
    void anErrorOnTheThreadIsThrownToo() {
        Kept failing = new Kept() {
            @Override
            public void write(ByteBuffer next) {
                throw new OutOfMemoryError("for the test");
            }
        };
        try (UploadAhead ahead = new UploadAhead(failing)) {
            assertThatThrownBy(() -> {
                        ahead.write(ByteBuffer.allocate(20 * MEGABYTE));
                        ahead.commit();
                    })
                    .isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void closingEndsAStoreThatBlocks() {
        CountDownLatch writing = new CountDownLatch(1);
        Kept blocking = new Kept() {
            @Override
            public void write(ByteBuffer next) {
                writing.countDown();
                waitFor(new CountDownLatch(1));
            }
        };
        UploadAhead ahead = new UploadAhead(blocking);
        ahead.write(ByteBuffer.allocate(MEGABYTE));
        waitFor(writing);
        ahead.close();
        assertThat(blocking.closed).isTrue();
    }

    @Test
    void whoWaitsForASlowStoreCanBeInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        Kept blocking = new Kept() {
            @Override
            public void write(ByteBuffer next) {
                waitFor(never);
            }
        };
        try (UploadAhead ahead = new UploadAhead(blocking)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> ahead.write(ByteBuffer.allocate(20 * MEGABYTE)))
                    .isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted", e);
        }
    }
}
