package io.repobackup.core.thaw;

import io.repobackup.api.failure.NotFoundException;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.Thaw;
import io.repobackup.api.sink.Thaw.Temperature;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which blobs cannot be read now, at the price of a request for each.
 *
 * <p><i>Thread-safe.</i>
 */
public final class Temperatures {

    private final Thaw thaw;
    private final Questions questions;

    Temperatures(Thaw thaw, ThawOptions options) {
        this.thaw = thaw;
        this.questions = new Questions(options.parallelism());
    }

    /** The temperatures of this store; empty when it cannot tell them. */
    public static Optional<Temperatures> of(BlobSink sink, ThawOptions options) {
        return sink.facet(Thaw.class).map(thaw -> new Temperatures(thaw, options));
    }

    /**
     * Those of these blobs that cannot be read now, as they are now. One that is not there is none of them.
     *
     * @throws io.repobackup.api.failure.CancelledException when the calling thread was interrupted; its flag is set again
     * @throws io.repobackup.api.failure.RepobackupException what the store fails with
     */
    public List<ColdBlob> cold(List<ColdBlob> blobs) {
        return questions.ask(blobs, this::now).stream()
                .filter(blob -> blob.temperature() != Temperature.READABLE)
                .toList();
    }

    private ColdBlob now(ColdBlob blob) {
        try {
            return blob.at(thaw.temperature(blob.blob()));
        } catch (NotFoundException e) {
            return blob.at(Temperature.READABLE);
        }
    }
}
