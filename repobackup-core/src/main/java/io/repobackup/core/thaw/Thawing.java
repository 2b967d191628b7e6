package io.repobackup.core.thaw;

import io.repobackup.api.failure.AccessDeniedException;
import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Thaw.Temperature;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cold blobs that a store was asked for, and the way to wait for them. Nothing is lost when it is dropped: the store goes on,
 * and asking again for what is on its way does no harm.
 *
 * <p><i>Thread-safe.</i>
 */
public final class Thawing {

    private static final Thaw NOTHING_IS_COLD = new NothingIsCold();

    private final ThawWait wait;
    private final long asked;
    private final long underWay;
    private final List<Refusal> refused;

    private Thawing(ThawWait wait, long asked, long underWay, List<Refusal> refused) {
        this.wait = wait;
        this.asked = asked;
        this.underWay = underWay;
        this.refused = refused;
    }

    /**
     * Asks a store for every blob of these that is frozen, and returns at once.
     *
     * @param readableFor for how long they are to be readable, once they are; enough for waiting for the last of them and
     *     for the restore
     * @throws AccessDeniedException when the store refuses; what was asked for until then is on its way
     * @throws CancelledException when the calling thread was interrupted; its flag is set again
     */
    public static Thawing begin(
            BlobSink sink, List<ColdBlob> cold, Duration readableFor, ThawOptions options, Clock clock) {
        Thaw thaw = sink.facet(Thaw.class).orElse(NOTHING_IS_COLD);
        List<ColdBlob> frozen = cold.stream()
                .filter(blob -> blob.temperature() == Temperature.FROZEN)
                .toList();
        List<Refusal> refused = new Questions(options.parallelism())
                .ask(frozen, blob -> request(thaw, blob, readableFor)).stream()
                        .flatMap(Optional::stream)
                        .toList();
        List<ColdBlob> refusedBlobs = refused.stream().map(Refusal::blob).toList();
        List<ColdBlob> coming = without(cold, refusedBlobs);
        return new Thawing(
                new ThawWait(thaw, coming, readableFor, options, clock),
                frozen.size() - refused.size(),
                cold.size() - frozen.size(),
                refused);
    }

    /** How many blobs the store was asked for now. */
    public long asked() {
        return asked;
    }

    /** How many were on their way already. */
    public long underWay() {
        return underWay;
    }

    /** What the store did not take a request for. */
    public List<Refusal> refused() {
        return refused;
    }

    /**
     * Waits until everything that is on its way can be read, or time is up. Looks at the store now and then, as the options
     * say, and tells their listener how much is left. What can be read already is kept readable meanwhile.
     *
     * @return what cannot be read yet; empty when everything can, apart from what was refused
     * @throws AccessDeniedException when the store refuses to answer
     * @throws CancelledException when the calling thread was interrupted; its flag is set again, and the store goes on
     */
    public List<ColdBlob> await(Duration atMost) {
        return wait.run(atMost);
    }

    /**
     * A blob that the store did not take a request for.
     *
     * @param blob which one
     * @param cause why
     */
    public record Refusal(ColdBlob blob, RepobackupException cause) {}

    /** A store without cold tiers, which nobody says has something in them. */
    private record NothingIsCold() implements Thaw {

        @Override
        public Temperature temperature(StoredBlob blob) {
            return Temperature.READABLE;
        }

        @Override
        public void thaw(StoredBlob blob, Duration readableFor) {}
    }

    private static Optional<Refusal> request(Thaw thaw, ColdBlob blob, Duration readableFor) {
        try {
            thaw.thaw(blob.blob(), readableFor);
            return Optional.empty();
        } catch (AccessDeniedException | MisconfiguredException | CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            return Optional.of(new Refusal(blob, e));
        }
    }

    private static List<ColdBlob> without(List<ColdBlob> blobs, List<ColdBlob> others) {
        Set<ColdBlob> out = Set.copyOf(others);
        return blobs.stream().filter(blob -> !out.contains(blob)).toList();
    }
}
