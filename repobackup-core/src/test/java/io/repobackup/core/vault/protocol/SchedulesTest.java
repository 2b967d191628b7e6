package io.repobackup.core.vault.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.core.vault.VaultFixture;
import io.repobackup.core.vault.protocol.BookWriter.Style;
import io.repobackup.core.vault.protocol.BookWriter.Told;
import io.repobackup.testkit.time.FakeClock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real log, the real writers and a pruner by the book, in all orders of their calls where these are few. */
class SchedulesTest {

    private static final int SEEDS = 2_000;

    private final Map<Told, Integer> told = new EnumMap<>(Told.class);
    private int conflicts;
    private int removed;

    @Test
    void twoWritersInAllOrdersLoseNothing() {
        int schedules = everyOrder(0, 2, 3, Style.WITH_HAVES, 1);

        assertThat(schedules).as("four calls of each").isEqualTo(70);
        assertThat(conflicts).as("schedules in which one had to append again").isPositive();
        assertThat(told).containsOnlyKeys(Told.STORED);
    }

    @Test
    void twoWritersOfTheSameRefsInAllOrdersLoseNothing() {
        everyOrder(0, 2, 2, Style.WITH_HAVES, 0);

        assertThat(told).containsOnlyKeys(Told.STORED, Told.UNCHANGED);
    }

    @Test
    void twoWritersInAllOrdersLoseNothingWithALostAnswer() {
        int schedules = everyOrder(1, 2, 3, Style.WITH_HAVES, 1);

        assertThat(schedules).isGreaterThan(500);
        assertThat(told).containsOnlyKeys(Told.STORED);
    }

    @Test
    void oneInFullOrInStepsInAllOrdersLosesNothing() {
        assertThat(everyOrder(0, 2, 3, Style.IN_FULL, 1)).isEqualTo(70);
        assertThat(everyOrder(0, 3, 3, Style.IN_STEPS, 1)).isGreaterThan(100);

        assertThat(told).containsKeys(Told.STORED, Told.UNCHANGED);
    }

    @ParameterizedTest
    @EnumSource(names = {"WITH_HAVES", "IN_STEPS"})
    void aWriterAndAPrunerInAllOrdersLoseNothing(Style style) {
        Order.Every order = new Order.Every();
        int schedules = 0;
        do {
            SharedVault shared = new SharedVault();
            shared.grow();
            BookWriter writer = shared.writer(2, style, 1);
            List<String> way = new Turns(order, 0)
                    .with("writer", gate -> writer.write(shared.through(gate)))
                    .with("pruner", gate -> pruneOnce(shared, gate))
                    .run();
            look(shared, way, writer);
            schedules++;
        } while (order.next());

        assertThat(schedules).isGreaterThan(200);
        assertThat(conflicts).as("schedules in which somebody was faster").isPositive();
        assertThat(removed).isPositive();
    }

    @Test
    void seededSchedulesWithAPrunerLoseNothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            pruned(seed, ScriptedPruner.YOUTH);
        }

        assertThat(told).containsOnlyKeys(Told.STORED, Told.UNCHANGED, Told.FAILED, Told.UNKNOWN);
        assertThat(conflicts)
                .as("schedules in which somebody had to append again")
                .isGreaterThan(SEEDS / 20);
        assertThat(removed).as("blobs removed").isGreaterThan(SEEDS);
    }

    @Tag("long")
    @Test
    void manySeededSchedulesWithAPrunerLoseNothing() {
        for (int seed = SEEDS; seed < 30 * SEEDS; seed++) {
            pruned(seed, ScriptedPruner.YOUTH);
        }

        assertThat(removed).isPositive();
    }

    private int everyOrder(int answersToLose, int first, int second, Style style, long known) {
        Order.Every order = new Order.Every();
        int schedules = 0;
        do {
            SharedVault shared = new SharedVault();
            BookWriter one = shared.writer(first, Style.WITH_HAVES, known);
            BookWriter other = shared.writer(second, style, 0);
            List<String> way = new Turns(order, answersToLose)
                    .with("first", gate -> one.write(shared.through(gate)))
                    .with("second", gate -> other.write(shared.through(gate)))
                    .run();
            look(shared, way, one, other);
            schedules++;
        } while (order.next());
        return schedules;
    }

    @Test
    void aPrunerWithoutPatienceIsFoundOut() {
        assertThatThrownBy(() -> {
                    for (int seed = 0; seed < SEEDS; seed++) {
                        pruned(seed, Duration.ofHours(1).negated());
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("MISSING_BLOB");
    }

    private void pruned(int seed, Duration youth) {
        SharedVault shared = new SharedVault();
        shared.grow();
        Order order = Order.seeded(seed);
        Style[] styles = Style.values();
        BookWriter one = shared.writer(2 + order.choose(2), styles[order.choose(3)], order.choose(3));
        BookWriter other = shared.writer(2 + order.choose(3), styles[order.choose(3)], order.choose(3));
        int lost = order.choose(6);
        List<String> way = new Turns(order, lost)
                .with("first", gate -> one.write(shared.through(gate)))
                .with("second", gate -> other.write(shared.through(gate)))
                .with("pruner", gate -> prune(shared, gate, youth))
                .run();
        look(shared, way, one, other);
    }

    private void pruneOnce(SharedVault shared, Gate gate) {
        ScriptedPruner pruner = new ScriptedPruner(shared.through(gate), VaultFixture.ID);
        pruner.prune();
        shared.clock.advance(ScriptedPruner.GRACE.plusHours(1));
        removed += pruner.removeCondemned();
    }

    private void prune(SharedVault shared, Gate gate, Duration youth) {
        FakeClock clock = shared.clock;
        ScriptedPruner pruner = new ScriptedPruner(shared.through(gate), VaultFixture.ID, youth);
        removed += pruner.removeOrphans();
        pruner.prune();
        clock.advance(Duration.ofHours(40));
        removed += pruner.removeOrphans();
        clock.advance(ScriptedPruner.GRACE);
        removed += pruner.removeCondemned();
        removed += pruner.removeOrphans();
        pruner.prune();
        clock.advance(ScriptedPruner.GRACE.plusHours(1));
        removed += pruner.removeCondemned();
    }

    private void look(SharedVault shared, List<String> way, BookWriter... writers) {
        shared.assertKept(way, writers);
        long puts = way.stream().filter(step -> step.contains(" PUT log/")).count();
        conflicts += puts > writers.length ? 1 : 0;
        for (BookWriter writer : writers) {
            told.merge(writer.told, 1, Integer::sum);
        }
    }
}
