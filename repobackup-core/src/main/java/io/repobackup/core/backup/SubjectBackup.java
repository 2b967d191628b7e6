package io.repobackup.core.backup;

import io.repobackup.api.event.BackupEvent;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.outcome.Outcome;
import io.repobackup.api.sink.Sha256;
import io.repobackup.api.source.Lane;
import io.repobackup.api.source.PartOffer;
import io.repobackup.api.source.SubjectOffer;
import io.repobackup.api.subject.Part;
import io.repobackup.api.subject.Subject;
import io.repobackup.api.subject.SubjectId;
import io.repobackup.core.vault.Finding;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.RecordLink;
import io.repobackup.core.vault.catalog.CatalogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    private final List<PartOffer> offers;
    private final @Nullable CatalogEntry known;
    private final CatalogLine catalogLine;
    private final Settlement settlement;
    private final Deque<PartOffer> queue = new ArrayDeque<>();
    private long end;
    private @Nullable Sha256 endDigest;
    private @Nullable SubjectRecorder recorder;
    private boolean retried;

    SubjectBackup(SubjectOffer offer, List<PartOffer> parts, Planner planner, Captures captures, RunBook book) {
        this.whole = offer;
        this.subject = offer.subject();
        this.captures = captures;
        this.book = book;
        this.offers = parts;
        this.known = planner.known(offer).orElse(null);
        this.end = known == null ? 0 : known.head();
        this.catalogLine = new CatalogLine(subject, planner.known(offer));
        this.settlement = new Settlement(subject, planner.known(offer), book);
        for (PartOffer part : parts) {
            Planner.Decision decision = planner.decide(offer, part);
            if (decision.settled() == null) {
                queue.add(part);
            } else {
                settlement.add(part, decision.settled());
            }
        }
    }

    SubjectId id() {
        return subject.id();
    }

    /** Whether the plan settles all of its parts, so that nobody would look into its log. */
    boolean isSettled() {
        return queue.isEmpty() && !settlement.isEmpty();
    }

    /** Whether its name is another one than the catalog knows, and so than its log tells. */
    boolean isRenamed() {
        return known != null && known.head() > 0 && !known.name().equals(subject.name());
    }

    /**
     * Looks into the log of a subject that is settled. What the log does not prove is captured after all, and the log learns
     * another name.
     */
    void recheck() {
        try {
            if (isRenamed()) {
                recorder().close();
            } else {
                LogHead head = captures.vault().log(subject.id()).headFrom(end);
                new LogAlarms(book).tell(subject, head, head.findings());
                compare(head);
            }
        } catch (RepobackupException e) {
            queue.addAll(settlement.giveUp());
        }
    }

    /** Tells the outcomes of what is not looked at, unless the log is read in this run, which has the last word. */
    void settle() {
        if (queue.isEmpty()) {
            close();
        }
    }

    /** Every part that is to have an outcome. */
    Stream<Part> parts() {
        return offers.stream().map(PartOffer::part);
    }

    Subject subject() {
        return subject;
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
            SubjectRecorder opened = recorder;
            if (opened != null && !captures.control().isCancelled()) {
                captures.stalls().watching("Appending to the log", opened::close);
            }
        } catch (RepobackupException e) {
            book.alarm(subject + ": the endings of this run are not in its log: " + e.getMessage());
        }
        settlement.tell();
        Optional<Sha256> digest = recorder == null ? Optional.ofNullable(endDigest) : recorder.headDigest();
        catalogLine.complete(head(), digest).ifPresent(book::learn);
    }

    private long head() {
        return recorder == null ? end : recorder.head();
    }

    private Outcome attempt(PartOffer offer, Instant begun) {
        if (captures.control().isCancelled()) {
            return new Outcome.Cancelled();
        }
        Optional<Instant> overdue = captures.control().overdueSince();
        if (overdue.isPresent()) {
            return new Outcome.Deferred(overdue.get(), "the time budget of the run was used up; the next run takes it");
        }
        Turns.Turn turn = captures.turns().in(offer.lane());
        try (turn;
                StallWatch.Beat beat = captures.stalls().begin()) {
            return attempt(offer, begun, beat);
        }
    }

    private Outcome attempt(PartOffer offer, Instant begun, StallWatch.Beat beat) {
        try {
            return new Attempt(subject, offer, recorder(), captures, book, begun, beat).run();
        } catch (RuntimeException | Error e) {
            // Errors too: an adapter without one of its classes fails for its own part only.
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
            recorder = SubjectRecorder.open(captures, whole, end, book);
            compare(recorder.log());
        }
        return recorder;
    }

    private void compare(LogHead head) {
        boolean isLost = head.findings().stream().anyMatch(finding -> finding.kind() == Finding.Kind.CATALOG_AHEAD);
        if (isLost) {
            catalogLine.lost(end);
        }
        List<PartOffer> doubted = settlement.doubtedBy(head);
        queue.addAll(doubted);
        book.more(doubted.size());
        end = head.record().map(LogRecord::number).orElse(0L);
        endDigest = head.link().map(RecordLink::sha256).orElse(null);
    }
}
