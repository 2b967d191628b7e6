package io.repobackup.core.vault.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.VaultFixture;
import io.repobackup.core.vault.VaultOptions;
import io.repobackup.core.vault.protocol.BookWriter.Style;
import io.repobackup.core.vault.protocol.BookWriter.Told;
import io.repobackup.core.vault.signing.Role;
import io.repobackup.core.vault.signing.TestSigners;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writers who sign, each with a key of their own, in all orders of their calls with one another and with an intruder. */
class SignedSchedulesTest {

    private static final int SEEDS = 300;

    private final TestSigners signers = new TestSigners();
    private final VaultOptions first = signing("first");
    private final VaultOptions second = signing("second");
    private final Map<Told, Integer> told = new EnumMap<>(Told.class);
    private int planted;

    @Test
    void twoSignersInAllOrdersLoseNothing() {
        Order.Every order = new Order.Every();
        int schedules = 0;
        do {
            SharedVault shared = new SharedVault(first);
            BookWriter one = shared.writer(2, Style.WITH_HAVES, 1);
            BookWriter other = shared.writer(3, Style.WITH_HAVES, 0);
            look(
                    shared,
                    new Turns(order, 0)
                            .with("first", gate -> one.write(shared.through(gate, first)))
                            .with("second", gate -> other.write(shared.through(gate, second)))
                            .run(),
                    one,
                    other);
            schedules++;
        } while (order.next());

        assertThat(schedules).isEqualTo(70);
        assertThat(told).containsOnlyKeys(Told.STORED);
        assertThat(planted).isZero();
    }

    @Test
    void aSignerAndAnIntruderInAllOrdersLoseNothing() {
        Order.Every order = new Order.Every();
        do {
            SharedVault shared = new SharedVault(first);
            BookWriter writer = shared.writer(2, Style.WITH_HAVES, 1);
            look(
                    shared,
                    new Turns(order, 1)
                            .with("writer", gate -> writer.write(shared.through(gate, first)))
                            .with("intruder", gate -> intrude(shared, gate))
                            .run(),
                    writer);
        } while (order.next());

        assertThat(told).containsOnlyKeys(Told.STORED);
        assertThat(planted).as("records that were planted").isPositive();
    }

    @Test
    void seededSchedulesOfTwoSignersAndTwoIntrudersLoseNothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SharedVault shared = new SharedVault(first);
            Order order = Order.seeded(seed);
            Style[] styles = Style.values();
            BookWriter one = shared.writer(2 + order.choose(2), styles[order.choose(3)], order.choose(2));
            BookWriter other = shared.writer(2 + order.choose(3), styles[order.choose(3)], order.choose(2));
            look(
                    shared,
                    new Turns(order, order.choose(3))
                            .with("first", gate -> one.write(shared.through(gate, first)))
                            .with("second", gate -> other.write(shared.through(gate, second)))
                            .with("intruder", gate -> intrude(shared, gate))
                            .with("another intruder", gate -> intrude(shared, gate))
                            .run(),
                    one,
                    other);
        }

        assertThat(told).containsKeys(Told.STORED, Told.UNCHANGED);
        assertThat(planted).as("records that were planted").isGreaterThan(SEEDS);
    }

    private void intrude(SharedVault shared, Gate gate) {
        new Intruder(shared.through(gate, first).sink()).plant();
    }

    private void look(SharedVault shared, List<String> way, BookWriter... writers) {
        shared.assertKept(way, writers);
        List<Finding> findings = shared.through((call, key) -> Gate.Fate.ANSWERED, first)
                .log(VaultFixture.ID)
                .findings();
        planted += findings.size();
        for (BookWriter writer : writers) {
            told.merge(writer.told, 1, Integer::sum);
        }
    }

    private VaultOptions signing(String name) {
        return VaultOptions.defaults()
                .withSigner(signers.signer(name, Role.WRITER))
                .withSignatures(signers.require());
    }
}
