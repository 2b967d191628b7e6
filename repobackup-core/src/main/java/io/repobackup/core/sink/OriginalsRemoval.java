package io.repobackup.core.sink;

import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Removes originals with all that was put over them, some at a time. The original goes last, and only when nothing is left over
 * it: what remains after a failure is never taken for an original. A newer version that is given goes alone.
 *
 * <p><i>Thread-safe.</i>
 */
record OriginalsRemoval(Removal removal, Versions versions) implements Removal {

    private static final int AT_ONCE = 1_000;

    @Override
    public Map<StoredBlob, Answer> remove(Collection<StoredBlob> blobs) {
        Map<StoredBlob, Answer> answers = new LinkedHashMap<>();
        List<StoredBlob> bare = new ArrayList<>();
        for (StoredBlob blob : blobs) {
            stays(blob).ifPresentOrElse(answer -> answers.put(blob, answer), () -> bare.add(blob));
        }
        answers.putAll(removal.remove(bare));
        return answers;
    }

    /** What keeps a blob from being removed, once everything that can be removed from over it is. */
    private Optional<Answer> stays(StoredBlob blob) {
        try {
            return isOriginal(blob) ? removeNewer(blob) : Optional.empty();
        } catch (RepobackupException e) {
            return Optional.of(new Answer.Failed(e));
        }
    }

    private boolean isOriginal(StoredBlob blob) {
        return versions.oldest(blob.key(), any -> true, 1).stream()
                .anyMatch(oldest -> oldest.version().equals(blob.version()));
    }

    /** Lists anew after each lot, since a listing need not go on behind what was removed. */
    private Optional<Answer> removeNewer(StoredBlob original) {
        while (true) {
            List<StoredBlob> newer = someNewer(original);
            Optional<Answer> stays = removal.remove(newer).values().stream()
                    .filter(answer -> !isGone(answer))
                    .findFirst();
            if (newer.isEmpty() || stays.isPresent()) {
                return stays;
            }
        }
    }

    private List<StoredBlob> someNewer(StoredBlob original) {
        try (Stream<StoredBlob> all = versions.of(original.key())) {
            return all.filter(version -> !version.version().equals(original.version()))
                    .limit(AT_ONCE)
                    .toList();
        }
    }

    private static boolean isGone(Answer answer) {
        return answer instanceof Answer.Removed || answer instanceof Answer.Absent;
    }
}
