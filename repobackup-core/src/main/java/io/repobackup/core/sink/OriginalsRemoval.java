package io.repobackup.core.sink;

import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.Removal;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Removes originals with all that was put over them. The original goes last, and only when nothing is left over it: what
 * remains after a failure is never taken for an original. A newer version that is given goes alone.
 *
 * <p><i>Thread-safe.</i>
 */
record OriginalsRemoval(Removal removal, Versions versions) implements Removal {

    @Override
    public Map<StoredBlob, Answer> remove(Collection<StoredBlob> blobs) {
        Map<StoredBlob, Answer> answers = new LinkedHashMap<>();
        Map<StoredBlob, List<StoredBlob>> newer = new LinkedHashMap<>();
        for (StoredBlob blob : blobs) {
            try {
                newer.put(blob, over(blob));
            } catch (RepobackupException e) {
                answers.put(blob, new Answer.Failed(e));
            }
        }
        Map<StoredBlob, Answer> removed =
                removal.remove(newer.values().stream().flatMap(List::stream).toList());
        newer.forEach((blob, over) -> over.stream()
                .map(version -> removed.getOrDefault(version, new Answer.Absent()))
                .filter(answer -> !isGone(answer))
                .findFirst()
                .ifPresent(stays -> answers.put(blob, stays)));
        answers.putAll(removal.remove(newer.keySet().stream()
                .filter(blob -> !answers.containsKey(blob))
                .toList()));
        return answers;
    }

    /** What was put over an original, the newest first. */
    private List<StoredBlob> over(StoredBlob blob) {
        List<StoredBlob> all = new ArrayList<>(versions.of(blob.key()));
        if (all.isEmpty() || !all.get(0).version().equals(blob.version())) {
            return List.of();
        }
        List<StoredBlob> newer = all.subList(1, all.size());
        Collections.reverse(newer);
        return newer;
    }

    private static boolean isGone(Answer answer) {
        return answer instanceof Answer.Removed || answer instanceof Answer.Absent;
    }
}
