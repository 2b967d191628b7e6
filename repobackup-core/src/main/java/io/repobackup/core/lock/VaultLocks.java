package io.repobackup.core.lock;

import io.repobackup.api.failure.CancelledException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.lock.LockReport.Kind;
import io.repobackup.core.vault.key.VaultKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The vault's own files, and the newest catalogs of all sources. <i>Used once, by one thread.</i> */
final class VaultLocks {

    /** A catalog rests on a whole one that is a day older at most. */
    private static final Duration NEWEST = Duration.ofDays(2);

    private final Map<BlobKey, Optional<StoredBlob>> files = new HashMap<>();
    private final List<StoredBlob> catalogs = new ArrayList<>();

    private VaultLocks() {}

    static VaultLocks look(StoredObjects objects) {
        VaultLocks found = new VaultLocks();
        Stream.of(VaultKeys.SIGNPOST, VaultKeys.RESTORE).forEach(key -> found.files.put(key, objects.find(key)));
        objects.under(VaultKeys.FEATURES).forEach((key, file) -> found.files.put(key, Optional.of(file)));
        Map<String, List<StoredBlob>> bySource = new HashMap<>();
        objects.under(VaultKeys.CATALOGS)
                .values()
                .forEach(file -> bySource.computeIfAbsent(folder(file), fresh -> new ArrayList<>())
                        .add(file));
        bySource.values().forEach(ofSource -> newest(ofSource).forEach(found.catalogs::add));
        return found;
    }

    /** The later of this time and the store's, as far as its files tell: a clock that is behind must not shorten a lock. */
    Instant atLeast(Instant time) {
        return stored().map(StoredBlob::storedAt)
                .filter(time::isBefore)
                .max(Instant::compareTo)
                .orElse(time);
    }

    LockReport.Tally lock(Locker locker) {
        try {
            files.forEach(locker::lock);
            catalogs.forEach(locker::lock);
        } catch (CancelledException e) {
            throw e;
        } catch (RepobackupException e) {
            locker.trouble(Kind.UNREAD, VaultKeys.SIGNPOST, String.valueOf(e.getMessage()));
        }
        return locker.tally();
    }

    private Stream<StoredBlob> stored() {
        return Stream.concat(files.values().stream().flatMap(Optional::stream), catalogs.stream());
    }

    private static Stream<StoredBlob> newest(Collection<StoredBlob> catalogs) {
        Instant newest = catalogs.stream()
                .map(StoredBlob::storedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        return catalogs.stream().filter(catalog -> !catalog.storedAt().isBefore(newest.minus(NEWEST)));
    }

    private static String folder(StoredBlob file) {
        String key = file.key().text();
        return key.substring(0, key.lastIndexOf('/'));
    }
}
