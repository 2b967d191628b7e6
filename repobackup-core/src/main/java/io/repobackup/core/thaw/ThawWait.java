package io.repobackup.core.thaw;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RateLimitedException;
import io.repobackup.api.failure.UnavailableException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Thaw.Temperature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Waits for blobs that are on their way. <i>Thread-safe.</i> */
final class ThawWait {

    /** While not one of so many can be read, the rest is not asked about: a look must stay cheap. */
    private static final int BATCH = 64;

    private final Thaw thaw;
    private final List<ColdBlob> wanted;
    private final Duration readableFor;
    private final ThawOptions options;
    private final Clock clock;
    private final Temperatures temperatures;
    private final Questions questions;
    private final Instant begun;

    ThawWait(Thaw thaw, List<ColdBlob> wanted, Duration readableFor, ThawOptions options, Clock clock) {
        this.thaw = thaw;
        this.wanted = wanted;
        this.readableFor = readableFor;
        this.options = options;
        this.clock = clock;
        this.temperatures = new Temperatures(thaw, options);
        this.questions = new Questions(options.parallelism());
        this.begun = clock.instant();
    }

    List<ColdBlob> run(Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        Deque<ColdBlob> left = new ArrayDeque<>(wanted);
        Instant renewed = begun;
        while (true) {
            look(left);
            renewed = keepReadable(left, renewed);
            if (left.isEmpty() && mayHaveFrozenAgain()) {
                left.addAll(wanted);
                look(left);
            }
            Instant now = clock.instant();
            if (left.isEmpty() || !now.isBefore(end)) {
                return List.copyOf(left);
            }
            Instant next = earlier(now.plus(options.pollEvery()), end);
            tell(left, next);
            pause(Duration.between(now, next));
        }
    }

    private void look(Deque<ColdBlob> left) {
        answered(() -> dropReadable(left));
    }

    /** Whether the store answered; one that does not now may do so at the next look. */
    private boolean answered(Runnable ask) {
        try {
            ask.run();
            return true;
        } catch (UnavailableException | RateLimitedException e) {
            hear(() -> options.listener().unanswered(e));
            return false;
        }
    }

    /** Drops what can be read from the front, and moves what cannot to the back. */
    private void dropReadable(Deque<ColdBlob> left) {
        int unasked = left.size();
        while (unasked > 0) {
            List<ColdBlob> batch = left.stream().limit(Math.min(BATCH, unasked)).toList();
            List<ColdBlob> still = temperatures.cold(batch);
            unasked -= batch.size();
            batch.forEach(blob -> left.removeFirst());
            left.addAll(still);
            askFor(still.stream()
                    .filter(blob -> blob.temperature() == Temperature.FROZEN)
                    .toList());
            if (still.size() == batch.size()) {
                return;
            }
        }
    }

    /**
     * What can be read must not freeze again while the last of it is waited for: it is asked for again after half of the time.
     *
     * @return when that was done last
     */
    private Instant keepReadable(Deque<ColdBlob> left, Instant renewed) {
        Instant now = clock.instant();
        if (now.isBefore(renewed.plus(readableFor.dividedBy(2)))) {
            return renewed;
        }
        Set<BlobKey> waiting = left.stream().map(ColdBlob::key).collect(Collectors.toSet());
        List<ColdBlob> readable =
                wanted.stream().filter(blob -> !waiting.contains(blob.key())).toList();
        return answered(() -> askFor(readable)) ? now : renewed;
    }

    private void askFor(List<ColdBlob> blobs) {
        questions.ask(blobs, blob -> {
            thaw.thaw(blob.blob(), readableFor);
            return blob;
        });
    }

    private boolean mayHaveFrozenAgain() {
        return !clock.instant().isBefore(begun.plus(readableFor));
    }

    private void tell(Deque<ColdBlob> left, Instant next) {
        List<ColdBlob> now = new ArrayList<>(left);
        hear(() -> options.listener().waiting(now.size(), ColdBlob.bytes(now), next));
    }

    private static void hear(Runnable listening) {
        try {
            listening.run();
        } catch (RuntimeException e) {
            // A listener never harms the wait.
        }
    }

    private void pause(Duration duration) {
        try {
            options.sleeper().sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "Waiting for cold data was cancelled; the store goes on, plan again to see what can be read", e);
        }
    }

    private static Instant earlier(Instant some, Instant other) {
        return some.isBefore(other) ? some : other;
    }
}
