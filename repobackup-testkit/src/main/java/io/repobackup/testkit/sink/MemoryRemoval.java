package io.repobackup.testkit.sink;

import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Removes from memory. <i>Thread-safe.</i> */
record MemoryRemoval(MemoryStore store) implements Removal {

    @Override
    public Map<StoredBlob, Answer> remove(Collection<StoredBlob> blobs) {
        Map<StoredBlob, Answer> answers = new LinkedHashMap<>();
        for (StoredBlob blob : blobs) {
            answers.put(blob, remove(blob));
        }
        return answers;
    }

    private Answer remove(StoredBlob blob) {
        Optional<Instant> locked = store.locks().retained(blob);
        if (locked.isPresent()) {
            return new Answer.Retained(locked.get());
        }
        return store.remove(blob) ? new Answer.Removed() : new Answer.Absent();
    }
}
