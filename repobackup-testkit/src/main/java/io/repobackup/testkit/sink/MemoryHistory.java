package io.repobackup.testkit.sink;

import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions.VersionedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was stored under one key, the oldest first; without versions it is one blob. <i>Immutable.</i>
 *
 * @param versions one or more
 * @param hidden whether a marker of deletion lies over them
 */
record MemoryHistory(List<MemoryBlob> versions, boolean hidden) {

    static MemoryHistory of(MemoryBlob only) {
        return new MemoryHistory(List.of(only), false);
    }

    /** What everybody sees. */
    Optional<MemoryBlob> visible() {
        return hidden ? Optional.empty() : Optional.of(newest());
    }

    MemoryBlob newest() {
        return versions.get(versions.size() - 1);
    }

    MemoryHistory plus(MemoryBlob newer) {
        List<MemoryBlob> all = new ArrayList<>(versions);
        all.add(newer);
        return new MemoryHistory(List.copyOf(all), false);
    }

    /** The same with other bytes in the newest version. */
    MemoryHistory damaged(byte[] bytes) {
        List<MemoryBlob> all = new ArrayList<>(versions);
        all.set(all.size() - 1, newest().with(bytes));
        return new MemoryHistory(List.copyOf(all), hidden);
    }

    MemoryHistory concealed() {
        return new MemoryHistory(versions, true);
    }

    Optional<MemoryHistory> without(StoredBlob version) {
        List<MemoryBlob> rest =
                versions.stream().filter(blob -> !blob.is(version)).toList();
        return rest.isEmpty() ? Optional.empty() : Optional.of(new MemoryHistory(rest, hidden));
    }

    Optional<MemoryBlob> version(StoredBlob version) {
        return versions.stream().filter(blob -> blob.is(version)).findFirst();
    }

    VersionedKey description() {
        return new VersionedKey(versions.get(0).description(), newest().description(), versions.size(), hidden);
    }
}
