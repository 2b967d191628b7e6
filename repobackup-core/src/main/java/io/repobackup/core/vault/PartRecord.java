package io.repobackup.core.vault;

import io.repobackup.api.subject.ChangeMark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One part in a record: how it ended when it was last looked at, and what is held of it, from then or from before.
 *
 * <p><i>Immutable</i>; the {@code with} methods return copies.
 *
 * @param outcome the word of the outcome, {@link io.repobackup.api.outcome.Outcome#word()}
 * @param notes what the outcome says besides, one line each: what is missing, the reason, the evidence
 * @param checked when the part was last looked at
 * @param mark the host's mark of what is held
 * @param content what is held and can be restored; empty when nothing was ever captured as a whole
 * @param pending what a capture that is not complete has so far, from which the next one goes on; never restored
 */
public record PartRecord(
        String outcome,
        List<String> notes,
        Instant checked,
        Optional<ChangeMark> mark,
        Optional<PartContent> content,
        Optional<PartContent> pending) {

    private static final String BEHIND = "some of it is known and was not fetched yet";

    /** Takes a copy of the notes. */
    public PartRecord {
        notes = List.copyOf(notes);
    }

    /** A part of which nothing is held. */
    public static PartRecord of(String outcome, Instant checked) {
        return new PartRecord(outcome, List.of(), checked, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same part with this content, captured when the part was checked. */
    public PartRecord withContent(StoredContent stored) {
        return new PartRecord(
                outcome, notes, checked, mark, Optional.of(new PartContent(checked, stored)), Optional.empty());
    }

    /** The same part with what an earlier record holds of it: the content, when it was captured, its mark, what is pending. */
    public PartRecord withContentOf(PartRecord earlier) {
        return new PartRecord(outcome, notes, checked, earlier.mark, earlier.content, earlier.pending);
    }

    /** The same part with the mark that the host showed for what is held. */
    public PartRecord withMark(ChangeMark mark) {
        return new PartRecord(outcome, notes, checked, Optional.of(mark), content, pending);
    }

    /** The same part with what a capture has so far, besides what is held. */
    public PartRecord withPending(StoredContent soFar) {
        return new PartRecord(outcome, notes, checked, mark, content, Optional.of(new PartContent(checked, soFar)));
    }

    /** What the next capture goes on from: what is pending, else what is held. */
    public Optional<StoredContent> latest() {
        return pending.or(() -> content).map(PartContent::stored);
    }

    /** The same, when it is of this kind. */
    public <T extends StoredContent> Optional<T> latest(Class<T> kind) {
        return latest().filter(kind::isInstance).map(kind::cast);
    }

    /** The same part, of which more is known than is held: what is pending is still to be fetched. */
    public PartRecord behind(StoredContent known) {
        return new PartRecord("incomplete", List.of(BEHIND), checked, Optional.empty(), content, Optional.empty())
                .withPending(known);
    }

    /** The same part with notes. */
    public PartRecord withNotes(List<String> notes) {
        return new PartRecord(outcome, notes, checked, mark, content, pending);
    }
}
