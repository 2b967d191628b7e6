package io.repobackup.testkit.sink;

import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Removes from memory. <i>Thread-safe.</i> */
record MemoryRemoval(MemoryStore store) implements Removal {

    @Override
    public Map<StoredBlob, Answer> remove(Collection<StoredBlob> blobs) {
        Map<StoredBlob, Answer> answers = new LinkedHashMap<>();
        for (StoredBlob blob : blobs) {
            answers.put(blob, store.remove(blob) ? new Answer.Removed() : new Answer.Absent());
        }
        return answers;
    }
}
