package io.repobackup.testkit.sink;

import io.repobackup.api.sink.Uploads;
import java.time.Instant;
import java.util.stream.Stream;

/** The unfinished uploads in memory. <i>Thread-safe.</i> */
record MemoryUploads(MemoryStore store) implements Uploads {

    @Override
    public Stream<Unfinished> unfinished(Instant before) {
        return store.uploads().stream().filter(upload -> upload.begunAt().isBefore(before));
    }

    @Override
    public void abort(Unfinished upload) {
        store.endUpload(upload.id());
    }
}
