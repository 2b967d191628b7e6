package io.repobackup.core.vault.reading;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.snapshot.SnapshotInfo;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.LogRecord;
import io.repobackup.core.vault.RecordKind;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one reading of a log tells: its snapshots, what was dropped, and which blobs count. <i>Confined to one thread.</i> */
public final class LogReading {

    private final NamedBlobs blobs = new NamedBlobs();
    private final Map<Long, SnapshotInfo> snapshots = new TreeMap<>();
    private final Set<Long> dropped = new HashSet<>();
    private final Map<BlobKey, Long> condemned = new HashMap<>();
    private final BitSet valid = new BitSet();
    private long last;
    private long records;

    /** Takes note of the next valid record. */
    public void take(LogRecord record) {
        records++;
        valid.set(Math.toIntExact(record.number()));
        last = record.number();
        if (record.kind() == RecordKind.SNAPSHOT) {
            snapshots.put(record.number(), record.info());
        }
        record.prune().ifPresent(prune -> {
            dropped.addAll(prune.dropped());
            prune.condemned().forEach(key -> condemned.put(key, record.number()));
        });
    }

    /** How many there were. */
    public long records() {
        return records;
    }

    /** The snapshots that were not dropped, the oldest first. */
    public List<SnapshotInfo> kept() {
        return snapshots.values().stream()
                .filter(snapshot -> !dropped.contains(snapshot.number()))
                .toList();
    }

    /** Whether a number has a record that counts. */
    public boolean isValid(long number) {
        return number <= last && valid.get(Math.toIntExact(number));
    }

    /** Whether this record is a snapshot that was not dropped. */
    public boolean isKept(long number) {
        return snapshots.containsKey(number) && !dropped.contains(number);
    }

    /** The blobs that records name; to be filled. */
    public NamedBlobs blobs() {
        return blobs;
    }

    /** Whether a prune record condemned a blob. */
    public boolean isCondemned(BlobKey blob) {
        return condemned.containsKey(blob);
    }

    /** The blobs that must be there, ordered by their keys. */
    public List<BlobRef> wanted() {
        return blobs.all().stream().filter(this::isWanted).toList();
    }

    /** The kept snapshots that cannot be restored without a blob. */
    public List<SnapshotInfo> needing(BlobRef blob) {
        return kept(blobs.needing(blob));
    }

    /** Those of these records that are snapshots and kept. */
    public List<SnapshotInfo> kept(BitSet numbers) {
        return numbers.stream()
                .filter(this::isKept)
                .mapToObj(number -> snapshots.get((long) number))
                .toList();
    }

    /** A condemned blob may be gone, unless a kept snapshot, the last record or one after the condemnation names it. */
    private boolean isWanted(BlobRef blob) {
        long condemnedBy = condemned.getOrDefault(blob.key(), 0L);
        return blobs.naming(blob).stream()
                .anyMatch(number ->
                        isKept(number) || number == last || (!dropped.contains((long) number) && number > condemnedBy));
    }
}
