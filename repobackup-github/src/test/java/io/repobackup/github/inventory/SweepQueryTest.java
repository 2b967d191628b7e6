package io.repobackup.github.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepQueryTest {

    @Test
    void aHundredRepositoriesWithAllTheirMarksAreEightPoints() {
        assertThat(SweepQuery.ofEverything().points(100)).isEqualTo(8);
        assertThat(SweepQuery.ofEverything().points(25)).isEqualTo(2);
        assertThat(SweepQuery.ofEverything().points(1)).isEqualTo(1);
        assertThat(new SweepQuery(Set.of()).points(100)).isEqualTo(1);
    }

    @Test
    void whatIsNotToldIsNotAskedFor() {
        SweepQuery fewer = SweepQuery.ofEverything().without(Set.of(Counted.DISCUSSIONS));
        assertThat(fewer.fragment()).doesNotContain("discussions").contains("issues(");
        assertThat(fewer.points(100)).isEqualTo(7);
    }

    @Test
    void thirteenThousandRepositoriesAreAHundredAndThirtyQueries() {
        assertThat(InventoryCost.queries(13_000)).isEqualTo(130);
        assertThat(InventoryCost.queries(13_001)).isEqualTo(131);
        assertThat(InventoryCost.queries(0)).isEqualTo(1);
        assertThat(InventoryCost.queries(13_000) * InventoryCost.POINTS).isEqualTo(1_040);
    }
}
