package io.repobackup.testkit.source;

import io.repobackup.api.capture.State;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.source.Inventory;
import io.repobackup.api.source.Source;
import io.repobackup.api.source.SourceContext;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.SubjectId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A source whose subjects a test decides. Its state counts its inventories.
 *
 * <p><i>Thread-safe.</i>
 */
public final class InMemorySource implements Source {

    private final String id;
    private final AtomicInteger inventories = new AtomicInteger();
    private volatile List<SubjectOffer> subjects = List.of();
    private volatile @Nullable Supplier<? extends RepobackupException> failure;

    private InMemorySource(String id) {
        this.id = id;
    }

    /** A source of this id without subjects. */
    public static InMemorySource named(String id) {
        return new InMemorySource(id);
    }

    /** Offers these subjects from now on, instead of those before. */
    public void offer(SubjectOffer... offers) {
        offer(List.of(offers));
    }

    /** Offers these subjects from now on, instead of those before. */
    public void offer(List<SubjectOffer> offers) {
        subjects = List.copyOf(offers);
    }

    /** Fails every call from now on. */
    public void fail(Supplier<? extends RepobackupException> with) {
        failure = with;
    }

    /** Answers again. */
    public void heal() {
        failure = null;
    }

    /** How many inventories were asked for. */
    public int inventories() {
        return inventories.get();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Inventory inventory(SourceContext context) {
        int number = inventories.incrementAndGet();
        answerOrFail(context);
        return new Inventory(subjects, Optional.of(new State(1, "{\"inventories\":" + number + "}")));
    }

    @Override
    public Optional<SubjectOffer> find(SubjectId wanted, SourceContext context) {
        answerOrFail(context);
        return subjects.stream()
                .filter(offer -> offer.subject().id().equals(wanted))
                .findFirst();
    }

    private void answerOrFail(SourceContext context) {
        context.checkCancelled();
        Supplier<? extends RepobackupException> injected = failure;
        if (injected != null) {
            throw injected.get();
        }
    }
}
