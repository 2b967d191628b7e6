package io.repobackup.core.backup;

import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.PartWork;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import io.repobackup.core.vault.PartRecord;
import io.repobackup.core.vault.StoredContent;
import java.time.Instant;
import java.util.List;

/**
 * One look at one part: what the captures of git and of metadata share. <i>Confined to one thread.</i>
 *
 * @param subject of what
 * @param offer the part
 * @param recorder the subject's log
 * @param captures who captures
 * @param book who hears of it
 * @param began when it began
 * @param beat hears whenever something moves
 */
record Attempt(
        Subject subject,
        PartOffer offer,
        SubjectRecorder recorder,
        Captures captures,
        RunBook book,
        Instant began,
        StallWatch.Beat beat) {

    Outcome run() {
        if (offer.work() instanceof PartWork.Git git) {
            return new GitAttempt(this, git.endpoint()).run();
        }
        return offer.work() instanceof PartWork.Lfs lfs
                ? new LfsAttempt(this, lfs).run()
                : new MetadataAttempt(this, (PartWork.Metadata) offer.work()).run();
    }

    /** Whether nothing that is stored is relied on. */
    boolean isAfresh() {
        return captures.scope().isAfresh();
    }

    Part part() {
        return offer.part();
    }

    PartMonitor monitor() {
        return new PartMonitor(book.events(), captures.control(), beat, subject, part());
    }

    /** How a capture that stored something ends. */
    static Outcome outcome(List<String> missing, long bytes, long items) {
        return missing.isEmpty() ? new Outcome.Stored(bytes, items) : new Outcome.Incomplete(missing);
    }

    /** How a capture that found nothing new ends. */
    static Outcome unchanged(String evidence, List<String> missing) {
        return missing.isEmpty() ? new Outcome.Unchanged(evidence) : new Outcome.Incomplete(missing);
    }

    /** The part with this content, as a record tells it. */
    PartRecord record(Outcome outcome, StoredContent content) {
        PartRecord record = PartRecord.of(outcome.word(), began)
                .withNotes(OutcomeNotes.of(outcome))
                .withContent(content);
        return CatalogLine.isGood(outcome) && offer.mark().isPresent()
                ? record.withMark(offer.mark().get())
                : record;
    }

    /** The failure of having lost a race in a way that only another capture can mend. */
    UnavailableException captureAgain(String seen) {
        return new UnavailableException("What was captured of " + part() + " of " + subject + " cannot be recorded: "
                + seen + "; it is captured again");
    }
}
