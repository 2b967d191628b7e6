package io.repobackup.core.copy;

import io.repobackup.api.failure.ConflictException;
import io.repobackup.api.failure.MisconfiguredException;
import io.repobackup.api.failure.RepobackupException;
import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.BlobListing;
import io.repobackup.api.sink.BlobSink;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.copy.CopyReport.Kind;
import io.repobackup.core.vault.Vault;
import io.repobackup.core.vault.key.VaultKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Copies what a vault has beside its subjects. The signpost and the features come first, since they tell how to read the rest.
 * Catalogs and reports are listed before any log is read and copied after all records, so that no catalog of the copy knows
 * records that the copy does not have.
 *
 * <p><i>Used once, by one thread at a time.</i>
 */
final class VaultFilesCopy {

    private final Vault vault;
    private final BlobSink source;
    private final BlobSink target;
    private final StoredBytes bytes;
    private final CopyBook book = new CopyBook();
    private List<StoredBlob> first = List.of();
    private List<StoredBlob> last = List.of();

    VaultFilesCopy(CopySettings settings, StoredBytes bytes) {
        this.vault = settings.vault();
        this.source = settings.source();
        this.target = settings.target();
        this.bytes = bytes;
    }

    /**
     * Looks at what is to be copied.
     *
     * @throws MisconfiguredException when the target holds something else
     */
    void look() {
        requireOwnPlace();
        first = missing(Stream.concat(
                Stream.of(VaultKeys.SIGNPOST, VaultKeys.RESTORE).flatMap(key -> source.stat(key).stream()),
                bytes.inSource(VaultKeys.FEATURES).values().stream()));
        last = missing(Stream.of(VaultKeys.CATALOGS, VaultKeys.RUNS)
                .flatMap(folder -> bytes.inSource(folder).values().stream()));
    }

    long files() {
        return (long) first.size() + last.size();
    }

    void copyFirst() {
        first.forEach(this::copy);
    }

    CopyReport.Tally copyLast() {
        last.forEach(this::copy);
        return book.tally();
    }

    CopyReport.Tally tally() {
        return book.tally();
    }

    private void requireOwnPlace() {
        if (target.stat(VaultKeys.SIGNPOST).isPresent()) {
            if (!bytes.isSame(VaultKeys.SIGNPOST)) {
                throw new MisconfiguredException(
                        "Cannot copy vault " + vault.id() + " there: the target's vault.json is not"
                                + " that of this vault; name an empty place, or one that holds a copy of it");
            }
            return;
        }
        try (Stream<StoredBlob> any = target.list(BlobListing.all())) {
            any.findFirst().ifPresent(other -> {
                throw new MisconfiguredException(
                        "Cannot copy vault " + vault.id() + " there: the target has no vault.json,"
                                + " and other things, such as " + other.key() + "; name an empty place");
            });
        }
    }

    private List<StoredBlob> missing(Stream<StoredBlob> files) {
        Map<BlobKey, Map<BlobKey, StoredBlob>> listed = new HashMap<>();
        Function<BlobKey, Optional<StoredBlob>> there = key -> {
            int slash = key.text().indexOf('/');
            return slash < 0
                    ? target.stat(key)
                    : Optional.ofNullable(
                            listed.computeIfAbsent(BlobKey.of(key.text().substring(0, slash)), bytes::inTarget)
                                    .get(key));
        };
        List<StoredBlob> missing = new ArrayList<>();
        files.forEach(file -> {
            Optional<StoredBlob> found = there.apply(file.key());
            if (found.isEmpty()) {
                missing.add(file);
            } else if (found.get().sizeInBytes() == file.sizeInBytes()) {
                book.present(1);
            } else {
                book.trouble(Kind.DIVERGED, file.key(), diverged(file, found.get()), List.of());
            }
        });
        return missing;
    }

    private void copy(StoredBlob file) {
        try {
            book.copied(bytes.copy(file));
        } catch (ConflictException e) {
            book.trouble(Kind.DIVERGED, file.key(), String.valueOf(e.getMessage()), List.of());
        } catch (RepobackupException e) {
            if (file.key().equals(VaultKeys.SIGNPOST)) {
                throw e;
            }
            book.failed(file.key(), e, List.of());
        }
    }

    static String diverged(StoredBlob here, StoredBlob there) {
        return "the target has " + there.sizeInBytes() + " bytes of " + there.storedAt() + " instead of "
                + here.sizeInBytes();
    }
}
