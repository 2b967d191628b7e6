package io.repobackup.core.backup;

import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One subject in one run: its parts one after the other, each handed out when its lane has room. <i>Confined to one
 * thread at a time.</i>
 */
final class SubjectBackup {

    private final SubjectOffer whole;
    private final Subject subject;
    private final Captures captures;
    private final RunBook book;
    private final long knownHead;
    private final CatalogLine catalogLine;
    private final Deque<PartOffer> queue = new ArrayDeque<>();
    private final List<Settled> settled = new ArrayList<>();
    private @Nullable SubjectRecorder recorder;
    private boolean retried;

    SubjectBackup(SubjectOffer offer, List<PartOffer> parts, Planner planner, Captures captures, RunBook book) {
        this.whole = offer;
        this.subject = offer.subject();
        this.captures = captures;
        this.book = book;
        this.knownHead = planner.known(offer).map(known -> known.head()).orElse(0L);
        this.catalogLine = new CatalogLine(subject, planner.known(offer));
        for (PartOffer part : parts) {
            Planner.Decision decision = planner.decide(offer, part);
            if (decision.settled() == null) {
                queue.add(part);
            } else {
                settled.add(new Settled(part, decision.settled()));
            }
        }
    }

    /** A part that need not be looked at. */
    private record Settled(PartOffer offer, Outcome outcome) {}

    /** Tells the outcomes of the parts that are not looked at. */
    void settle() {
        settled.forEach(part -> LfsNotice.check(subject, part.offer(), book));
        queue.forEach(offer -> LfsNotice.check(subject, offer, book));
        settled.forEach(part -> book.settled(subject, part.offer().part(), part.outcome()));
        if (queue.isEmpty() && knownHead > 0) {
            catalogLine.complete(knownHead).ifPresent(book::learn);
        }
    }

    /** How many parts are still to be looked at. */
    long remaining() {
        return queue.size();
    }

    /** The lane of the next part; empty when all are done. */
    Optional<Lane> lane() {
        return Optional.ofNullable(queue.peek()).map(PartOffer::lane);
    }

    /** Looks at the next part. A part whose host or store did not answer is put off once, to the end of its lane. */
    void runNext() {
        PartOffer offer = queue.remove();
        Instant begun = book.events().now();
        book.events().tell(new BackupEvent.PartStarted(begun, subject, offer.part()));
        Outcome outcome = attempt(offer, begun);
        if (!retried && mayRecover(outcome)) {
            retried = true;
            recorder = null;
            queue.addFirst(offer);
            return;
        }
        retried = false;
        end(offer, outcome, begun);
        if (queue.isEmpty()) {
            close();
        }
    }

    private void end(PartOffer offer, Outcome outcome, Instant begun) {
        if (recorder != null && !(outcome instanceof Outcome.Stored)) {
            recorder.ended(offer.part(), outcome, begun);
        }
        Duration took = Duration.between(begun, book.events().now());
        book.ended(subject, offer.part(), outcome, took, head());
        catalogLine.ended(offer, outcome, begun);
    }

    /** The log learns how the parts ended that stored nothing; failing to tell it is an alarm, not a lost backup. */
    private void close() {
        try {
            if (recorder != null && !captures.control().isCancelled()) {
                recorder.close();
            }
        } catch (RepobackupException e) {
            book.alarm(subject + ": the endings of this run are not in its log: " + e.getMessage());
        }
        catalogLine.complete(head()).ifPresent(book::learn);
    }

    private long head() {
        return recorder == null ? knownHead : recorder.head();
    }

    private Outcome attempt(PartOffer offer, Instant begun) {
        if (captures.control().isCancelled()) {
            return new Outcome.Cancelled();
        }
        Optional<Instant> overdue = captures.control().overdueSince();
        if (overdue.isPresent()) {
            return new Outcome.Deferred(overdue.get(), "the time budget of the run was used up; the next run takes it");
        }
        try (StallWatch.Beat beat = captures.stalls().begin()) {
            return attempt(offer, begun, beat);
        }
    }

    private Outcome attempt(PartOffer offer, Instant begun, StallWatch.Beat beat) {
        try {
            return new Attempt(subject, offer, recorder(), captures, book, begun, beat).run();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            if (captures.control().isCancelled()) {
                return new Outcome.Cancelled();
            }
            return FailureOutcome.of(beat.isStalled() ? stalled(offer, e) : e, offer);
        }
    }

    private UnavailableException stalled(PartOffer offer, Throwable seen) {
        return new UnavailableException(
                "The capture of " + offer.part() + " of " + subject
                        + " was interrupted because nothing had moved for the stall timeout; look at its host and at the"
                        + " store, or set a longer timeout",
                seen);
    }

    private static boolean mayRecover(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed && failed.cause() instanceof UnavailableException;
    }

    private SubjectRecorder recorder() {
        if (recorder == null) {
            recorder = SubjectRecorder.open(captures, whole, knownHead, book);
        }
        return recorder;
    }
}
