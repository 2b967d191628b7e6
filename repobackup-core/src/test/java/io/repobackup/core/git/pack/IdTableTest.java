package io.repobackup.core.git.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class IdTableTest {

    @Property(tries = 50)
    void eachIdHasOneSlotAndKeepsIt(@ForAll long seed, @ForAll @IntRange(max = 40_000) int count) {
        IdTable table = new IdTable(20);
        Random random = new Random(seed);
        List<byte[]> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] padded = new byte[23];
            random.nextBytes(padded);
            ids.add(padded);
            assertThat(table.find(padded, 3)).isEqualTo(IdTable.ABSENT);
            assertThat(table.intern(padded, 3)).isEqualTo(i);
            table.mark(i, i % 5);
        }
        for (int i = 0; i < count; i++) {
            assertThat(table.intern(ids.get(i), 3)).isEqualTo(i);
            assertThat(table.find(ids.get(i), 3)).isEqualTo(i);
            assertThat(table.id(i)).isEqualTo(Arrays.copyOfRange(ids.get(i), 3, 23));
            assertThat(table.mark(i)).isEqualTo(i % 5);
        }
        assertThat(table.size()).isEqualTo(count);
    }

    @Property(tries = 200)
    void orderIsThatOfUnsignedBytesAndStable(@ForAll long seed, @ForAll @IntRange(max = 300) int count) {
        IdTable table = new IdTable(32);
        Random random = new Random(seed);
        int[] slots = IntStream.range(0, count)
                .map(i -> table.intern(idWithFewPrefixes(random), 0))
                .toArray();

        int[] order = IdOrder.of(table, slots);

        assertThat(IntStream.of(order).distinct().count()).isEqualTo(count);
        for (int i = 1; i < count; i++) {
            int step = Arrays.compareUnsigned(table.id(slots[order[i - 1]]), table.id(slots[order[i]]));
            assertThat(step < 0 || (step == 0 && order[i - 1] < order[i])).isTrue();
        }
    }

    private static byte[] idWithFewPrefixes(Random random) {
        byte[] id = new byte[32];
        Arrays.fill(id, (byte) (random.nextBoolean() ? 0x7f : 0x80));
        id[0] = (byte) random.nextInt();
        id[31] = (byte) random.nextInt(3);
        return id;
    }
}
