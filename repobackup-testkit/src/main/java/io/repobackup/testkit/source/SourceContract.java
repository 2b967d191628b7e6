package io.repobackup.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.Source;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.RepositoryId;
import io.repobackup.api.subject.SubjectId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Source} promises, as tests. A test class prepares a host with a few subjects that does not change
 * meanwhile, says which they are, and inherits the tests.
 */
public interface SourceContract {

    /** Opens the source; called once or more in each test. */
    Source openSource();

    /** The ids of everything that the source must list, two or more, enough for several pages where the host has pages. */
    Set<SubjectId> subjects();

    /** An id on the same host that the host could give, and gave to nothing. */
    default SubjectId unknownSubject() {
        return new RepositoryId(subjects().iterator().next().host(), "9999999999");
    }

    @Test
    default void theIdOfTheSourceIsStable() {
        assertThat(openSource().id())
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(255)
                .isEqualTo(openSource().id());
    }

    @Test
    default void theInventoryListsEverySubjectAndNothingElse() {
        Inventory inventory = openSource().inventory(FakeSourceContext.first());
        assertThat(inventory.subjects())
                .extracting(offer -> offer.subject().id())
                .containsExactlyInAnyOrderElementsOf(subjects());
    }

    @Test
    default void twoInventoriesOfAnUnchangedHostOfferTheSame() {
        Source source = openSource();
        assertThat(described(source.inventory(FakeSourceContext.first())))
                .isEqualTo(described(source.inventory(FakeSourceContext.first())));
    }

    @Test
    default void anInventoryAfterItsOwnStateIsAsCompleteAsTheFirst() {
        Source source = openSource();
        Inventory first = source.inventory(FakeSourceContext.first());
        Inventory second = source.inventory(following(first));
        Inventory third = openSource().inventory(following(second));
        assertThat(described(second)).isEqualTo(described(first));
        assertThat(described(third)).isEqualTo(described(first));
    }

    @Test
    default void everySubjectIsFoundWithTheOfferOfTheInventory() {
        Source source = openSource();
        for (SubjectOffer offer : source.inventory(FakeSourceContext.first()).subjects()) {
            assertThat(source.find(offer.subject().id(), FakeSourceContext.first())
                            .map(OfferText::of))
                    .contains(OfferText.of(offer));
        }
    }

    @Test
    default void aSubjectIsFoundWithoutAnInventoryBefore() {
        for (SubjectId id : subjects()) {
            assertThat(openSource().find(id, FakeSourceContext.first()))
                    .as("%s", id)
                    .isPresent();
        }
    }

    @Test
    default void whatTheSourceDoesNotHaveIsNotFound() {
        Source source = openSource();
        SubjectId known = subjects().iterator().next();
        assertThat(source.find(unknownSubject(), FakeSourceContext.first())).isEmpty();
        assertThat(source.find(new RepositoryId("elsewhere.invalid", known.id()), FakeSourceContext.first()))
                .isEmpty();
    }

    @Test
    default void aCancelledInventoryEnds() {
        FakeSourceContext cancelled = FakeSourceContext.first();
        cancelled.cancel();
        Source source = openSource();
        assertThatThrownBy(() -> source.inventory(cancelled)).isInstanceOf(CancelledException.class);
    }

    @Test
    default void anInventoryMayBeCancelledWhereverItChecks() {
        FakeSourceContext counting = FakeSourceContext.first();
        openSource().inventory(counting);
        assertThat(counting.cancellationChecks()).isPositive();
        for (int check = 1; check <= counting.cancellationChecks(); check++) {
            FakeSourceContext context = FakeSourceContext.first();
            context.cancelAtCheck(check);
            Source source = openSource();
            assertThatThrownBy(() -> source.inventory(context)).isInstanceOf(CancelledException.class);
            assertThat(described(source.inventory(FakeSourceContext.first()))).hasSameSizeAs(subjects());
        }
    }

    @Test
    default void manyThreadsAskAtOnce() throws Exception {
        Source source = openSource();
        List<String> expected = described(source.inventory(FakeSourceContext.first()));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<String>>> answers = IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(() -> i % 2 == 0 ? inventoryOf(source) : foundIn(source)))
                    .collect(Collectors.toList());
            for (Future<List<String>> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private List<String> foundIn(Source source) {
        return subjects().stream()
                .map(id -> source.find(id, FakeSourceContext.first()).orElseThrow())
                .map(OfferText::of)
                .sorted()
                .toList();
    }

    private static FakeSourceContext following(Inventory inventory) {
        return inventory.state().map(FakeSourceContext::after).orElseGet(FakeSourceContext::first);
    }

    private static List<String> inventoryOf(Source source) {
        return described(source.inventory(FakeSourceContext.first()));
    }

    private static List<String> described(Inventory inventory) {
        return inventory.subjects().stream().map(OfferText::of).sorted().toList();
    }
}
