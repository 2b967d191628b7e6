package io.repobackup.core.backup;

import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.PartWork;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.ChangeMark;
import io.repobackup.core.vault.catalog.CatalogEntry;
import io.repobackup.core.vault.catalog.CatalogPart;
import io.repobackup.core.vault.catalog.CatalogView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each part, from its offer and the catalog alone, whether it has to be looked at.
 *
 * <p><i>Immutable.</i>
 */
final class Planner {

    private final CatalogView catalog;
    private final Instant now;
    private final Scope scope;

    Planner(CatalogView catalog, Instant now, Scope scope) {
        this.catalog = catalog;
        this.now = now;
        this.scope = scope;
    }

    /** What becomes of a part: why it is taken, or the outcome that it has without being looked at. */
    Decision decide(SubjectOffer subject, PartOffer offer) {
        if (scope.isAfresh()) {
            return Decision.take("to be captured as if nothing were stored");
        }
        Optional<PartOffer> git = leading(subject, offer);
        if (git.filter(leader -> decide(subject, leader).takes()).isPresent()) {
            return Decision.take(git.get().part() + " is looked at");
        }
        Optional<CatalogPart> known = catalog.entry(subject.subject().id())
                .filter(entry -> entry.head() > 0)
                .flatMap(entry -> entry.part(offer.part()));
        if (known.isEmpty()) {
            return Decision.take("never captured");
        }
        if (offer.mark().isPresent()) {
            return byMark(offer, offer.mark().get(), known.get());
        }
        return offer.checkEvery().isEmpty()
                ? Decision.take("the host has no mark of change")
                : byAge(offer, known.get());
    }

    /** The git part that a part of LFS objects belongs to: what happened to that says what may have happened to this. */
    private static Optional<PartOffer> leading(SubjectOffer subject, PartOffer offer) {
        return offer.work() instanceof PartWork.Lfs lfs
                ? subject.parts().stream()
                        .filter(other -> other.part().equals(lfs.git()))
                        .findFirst()
                : Optional.empty();
    }

    private Decision byMark(PartOffer offer, ChangeMark mark, CatalogPart known) {
        if (!known.mark().equals(Optional.of(mark))) {
            return Decision.take(known.mark().isEmpty() ? "the last capture was not complete" : "the mark has changed");
        }
        if (offer.checkEvery().isPresent() && isDue(known, offer.checkEvery().get())) {
            return Decision.take("last looked at " + known.checked());
        }
        return Decision.of(new Outcome.Unchanged("the mark is still " + mark.text()));
    }

    private Decision byAge(PartOffer offer, CatalogPart known) {
        Instant due = known.checked().plus(offer.checkEvery().orElseThrow());
        if (!isGood(known)) {
            return Decision.take("the last capture ended as " + known.outcome());
        }
        return isDue(known, offer.checkEvery().get())
                ? Decision.take("last looked at " + known.checked())
                : Decision.of(new Outcome.NotDue(known.checked(), due));
    }

    /** A look that lies ahead was noted by a wrong clock: nobody knows how long ago it was. */
    private boolean isDue(CatalogPart known, Duration every) {
        return Skew.isAhead(known.checked(), now)
                || !now.isBefore(known.checked().plus(every));
    }

    private static boolean isGood(CatalogPart known) {
        return switch (known.outcome()) {
            case "stored", "unchanged", "absent" -> true;
            default -> false;
        };
    }

    /** The catalog's entry of a subject. */
    Optional<CatalogEntry> known(SubjectOffer subject) {
        return catalog.entry(subject.subject().id());
    }

    /**
     * A decision on one part.
     *
     * @param reason why it is taken, or the evidence that it need not be
     * @param settled its outcome when it need not be looked at
     */
    record Decision(String reason, @Nullable Outcome settled) {

        static Decision take(String reason) {
            return new Decision(reason, null);
        }

        static Decision of(Outcome outcome) {
            return new Decision(String.join("; ", OutcomeNotes.of(outcome)), outcome);
        }

        boolean takes() {
            return settled == null;
        }

        BackupPlan.Intent intent() {
            if (settled == null) {
                return BackupPlan.Intent.TAKE;
            }
            return settled instanceof Outcome.NotDue ? BackupPlan.Intent.NOT_DUE : BackupPlan.Intent.UNCHANGED;
        }
    }
}
