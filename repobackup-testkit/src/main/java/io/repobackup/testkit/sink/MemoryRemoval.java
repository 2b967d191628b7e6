package io.repobackup.testkit.sink;

import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        Optional<Instant> locked = meant(blob)
                .flatMap(each -> store.locks().retained(each).stream())
                .max(Comparator.naturalOrder());
        if (locked.isPresent()) {
            return new Answer.Retained(locked.get());
        }
        return store.remove(blob) ? new Answer.Removed() : new Answer.Absent();
    }

    private Stream<StoredBlob> meant(StoredBlob blob) {
        if (blob.version().isPresent()) {
            return Stream.of(blob);
        }
        return store.history(blob.key()).stream()
                .flatMap(history -> history.versions().stream())
                .map(MemoryBlob::description);
    }
}
