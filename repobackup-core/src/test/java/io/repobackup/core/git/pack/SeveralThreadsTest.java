package io.repobackup.core.git.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.CorruptedException;
import io.repobackup.core.refs.ObjectFormat;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Deltas that are put together in several threads: who does what, and how all of it ends. */
@Timeout(120)
class SeveralThreadsTest {

    private static final int SIZE = 2_000;

    @TempDir
    private Path scratch;

    @Test
    void oneFamilyIsShared() {
        for (CraftedPack pack : List.of(star(4_000), chain(2_000))) {
            byte[] bytes = pack.bytes();
            IndexedPack alone = index(bytes, limits().withThreads(1), bytes2 -> {});

            assertThat(Indexing.indexOf(index(bytes, limits().withThreads(4), bytes2 -> {})))
                    .isEqualTo(Indexing.indexOf(alone));
        }
    }

    @Test
    void aThreadWithoutWorkIsGivenSome() throws InterruptedException {
        DeltaWork work = new DeltaWork("the test pack", noDeltas(), 2, bytes -> {});
        DeltaWork.Share given = new DeltaWork.Share(0, 1, 2, ObjectKind.BLOB, new Content(new byte[1]));
        Set<DeltaWork.Share> taken = ConcurrentHashMap.newKeySet();
        Thread idle = new Thread(() -> {
            for (DeltaWork.Share next = work.take(); next != null; next = work.take()) {
                taken.add(next);
            }
        });
        idle.setDaemon(true);
        idle.start();
        while (!work.isWanted()) {
            Thread.yield();
        }

        work.give(given);
        while (taken.isEmpty()) {
            Thread.yield();
        }

        assertThat(taken).containsExactly(given);
        assertThat(work.take()).isNull();
        idle.join();
    }

    @Test
    void progressIsToldOnTheCallingThreadUpToTheEnd() {
        List<Long> told = new ArrayList<>();
        Set<Thread> tellers = ConcurrentHashMap.newKeySet();
        PackConsumer consumer = new PackConsumer() {
            @Override
            public void accept(ByteBuffer bytes) {
                tellers.add(Thread.currentThread());
            }

            @Override
            public void resolved(long done, long all) {
                tellers.add(Thread.currentThread());
                assertThat(all).isEqualTo(9_000);
                told.add(done);
            }
        };

        index(star(9_000).bytes(), limits().withThreads(1), consumer);

        assertThat(tellers).containsExactly(Thread.currentThread());
        assertThat(told).isSorted().startsWith(0L).endsWith(9_000L).contains(4_096L);
    }

    @Test
    void anInterruptEndsAllOfThem() throws InterruptedException {
        byte[] pack = star(3_000).bytes();
        long[] passed = new long[1];
        try {
            assertThatThrownBy(() -> index(pack, limits().withThreads(3), bytes -> {
                        passed[0] += bytes.remaining();
                        if (passed[0] == pack.length) {
                            Thread.currentThread().interrupt();
                        }
                    }))
                    .isInstanceOf(CancelledException.class)
                    .hasMessageContaining("the test pack");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(running()).isEmpty();
    }

    @Test
    void aFailureOfAnyOfThemEndsAllOfThem() throws InterruptedException {
        CraftedPack pack = new CraftedPack(3_002).whole(ObjectKind.BLOB, new byte[SIZE]);
        addStar(pack, 12, 3_000);
        pack.onOffset(pack.size() - 12, CraftedPack.appending(SIZE + 1, 'x'));

        assertThatThrownBy(() -> index(pack.bytes(), limits().withThreads(4), bytes -> {}))
                .isInstanceOf(CorruptedException.class)
                .hasMessageContaining("a delta for a base of " + (SIZE + 1));
        assertThat(running()).isEmpty();
    }

    @Test
    void theConsumersFailurePassesThrough() throws InterruptedException {
        IllegalStateException own = new IllegalStateException("no more");
        PackConsumer consumer = new PackConsumer() {
            @Override
            public void accept(ByteBuffer bytes) {}

            @Override
            public void resolved(long done, long all) {
                throw own;
            }
        };

        assertThatThrownBy(() -> index(star(3_000).bytes(), limits().withThreads(3), consumer))
                .isSameAs(own);
        assertThat(running()).isEmpty();
    }

    private IndexedPack index(byte[] pack, PackLimits limits, PackConsumer consumer) {
        return PackIndexer.within(limits.withDeltasWorthAThread(1))
                .index(
                        PackDescription.of("the test pack", ObjectFormat.SHA1),
                        new ByteArrayInputStream(pack),
                        consumer);
    }

    private static CraftedPack star(int points) {
        CraftedPack pack = new CraftedPack(1 + points).whole(ObjectKind.BLOB, new byte[SIZE]);
        addStar(pack, 12, points);
        return pack;
    }

    private static void addStar(CraftedPack pack, int base, int points) {
        for (int i = 0; i < points; i++) {
            pack.onOffset(pack.size() - base, delta(SIZE, i));
        }
    }

    private static CraftedPack chain(int length) {
        CraftedPack pack = new CraftedPack(1 + length).whole(ObjectKind.BLOB, new byte[SIZE]);
        int previous = 12;
        for (int i = 0; i < length; i++) {
            int here = pack.size();
            pack.onOffset(here - previous, delta(SIZE + 4 * i, i));
            previous = here;
        }
        return pack;
    }

    /** Copies a base of this size, and appends a number. */
    private static byte[] delta(int baseSize, int number) {
        byte[] appending = CraftedPack.appending(baseSize, 0);
        java.io.ByteArrayOutputStream delta = new java.io.ByteArrayOutputStream();
        CraftedPack.size(delta, baseSize);
        CraftedPack.size(delta, baseSize + 4);
        delta.write(appending, appending.length - 5, 3);
        delta.write(4);
        delta.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
        return delta.toByteArray();
    }

    private static Children noDeltas() {
        return new Children(new EntryTable(0), new BasesById(20));
    }

    /** Those that are not just about to end. */
    private static List<String> running() throws InterruptedException {
        List<String> running = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("repobackup-deltas")) {
                thread.join(10_000);
                if (thread.isAlive()) {
                    running.add(thread.getName());
                }
            }
        }
        return running;
    }

    private PackLimits limits() {
        return PackLimits.scratch(scratch);
    }
}
