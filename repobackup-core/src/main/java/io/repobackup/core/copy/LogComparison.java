package io.repobackup.core.copy;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.core.copy.CopyReport.Kind;
import io.repobackup.core.vault.LogHead;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.key.SubjectKeys;
import io.repobackup.core.vault.key.VaultKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The records of a subject as they are listed on both sides. <i>Immutable.</i>
 *
 * @param here what the vault has, ordered by key
 * @param there what the target has
 */
record LogComparison(SubjectKeys keys, Map<BlobKey, StoredBlob> here, Map<BlobKey, StoredBlob> there) {

    /** The number of a record; 0 for anything else. */
    static long number(BlobKey record) {
        return VaultKeys.number(record).orElse(0);
    }

    /** Whether both sides have the same keys with the same sizes. */
    boolean isEqual() {
        return here.size() == there.size() && here.values().stream().allMatch(this::isThere);
    }

    /**
     * The records that the target lacks, in their order; none after one that differs, since they follow it. Void records are
     * copied as they lie, for they occupy their numbers, but not those at the end: they may be repaired before anything
     * follows them.
     */
    List<StoredBlob> missing(LogHead head, Comparison comparison, StoredBytes bytes, CopyBook book) {
        noteBeyond(head.number(), book);
        long last = head.record().map(LogRecord::number).orElse(0L);
        long lastCommon = here.keySet().stream()
                .filter(there::containsKey)
                .mapToLong(LogComparison::number)
                .max()
                .orElse(0);
        List<StoredBlob> missing = new ArrayList<>();
        for (StoredBlob record : here.values()) {
            long number = number(record.key());
            if (number == 0 || number > last || !record.key().equals(keys.record(number))) {
                continue;
            }
            if (!there.containsKey(record.key())) {
                missing.add(record);
                continue;
            }
            boolean read = number == lastCommon || comparison == Comparison.DIGESTS;
            if (!isThere(record) || (read && !bytes.isSame(record.key()))) {
                book.trouble(Kind.DIVERGED, record.key(), "the target has another record here", List.of());
                return missing;
            }
            book.present(1);
        }
        return missing;
    }

    private void noteBeyond(long end, CopyBook book) {
        there.keySet().stream()
                .filter(key -> number(key) > end && key.equals(keys.record(number(key))))
                .forEach(key -> book.trouble(
                        Kind.DIVERGED,
                        key,
                        "the target has this record, and the vault's log ends at " + end,
                        List.of()));
    }

    private boolean isThere(StoredBlob record) {
        StoredBlob found = there.get(record.key());
        return found != null && found.sizeInBytes() == record.sizeInBytes();
    }
}
