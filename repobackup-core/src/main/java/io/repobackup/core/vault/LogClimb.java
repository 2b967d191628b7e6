package io.repobackup.core.vault;

import io.repobackup.api.failure.CorruptedException;
import io.repobackup.core.vault.RecordBytes.Decoded;
import io.repobackup.core.vault.signing.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from its last valid record back to the first, from link to link. Where a link leads nowhere, the rest is
 * read in the order of the numbers.
 *
 * <p><i>Confined to one thread at a time.</i>
 */
final class LogClimb implements Iterator<LogRecord> {

    private final RecordFiles files;
    private final LongFunction<List<LogRecord>> validBefore;
    private final Deque<LogRecord> rest = new ArrayDeque<>();
    private @Nullable LogRecord upcoming;
    private boolean linked = true;

    LogClimb(RecordFiles files, LogRecord last, LongFunction<List<LogRecord>> validBefore) {
        this.files = files;
        this.upcoming = last;
        this.validBefore = validBefore;
    }

    @Override
    public boolean hasNext() {
        return upcoming != null;
    }

    @Override
    public LogRecord next() {
        LogRecord current = upcoming;
        if (current == null) {
            throw new NoSuchElementException("the log begins here");
        }
        upcoming = linked ? before(current) : rest.pollLast();
        return current;
    }

    private @Nullable LogRecord before(LogRecord current) {
        Optional<RecordLink> previous = current.header().previous();
        if (current.number() == 1) {
            return null;
        }
        Optional<LogRecord> found = previous.flatMap(this::follow);
        if (found.isPresent()) {
            return found.get();
        }
        linked = false;
        rest.addAll(validBefore.apply(current.number()));
        return rest.pollLast();
    }

    /** Whether what is not signed counts is told by what else is in the log; a walk from its beginning knows. */
    private static boolean isSettled(Verdict verdict) {
        return verdict.standing() != Verdict.Standing.NONE;
    }

    private Optional<LogRecord> follow(RecordLink link) {
        try {
            return files.read(link.number())
                    .filter(decoded -> decoded.link().equals(link) && isSettled(decoded.verdict()))
                    .map(Decoded::record);
        } catch (CorruptedException e) {
            return Optional.empty();
        }
    }
}
