package io.repobackup.core.vault.reading;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.core.vault.BlobRef;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The blobs that the records of a log name, each once, and by which records. <i>Confined to one thread.</i> */
public final class NamedBlobs {

    private final Map<BlobRef, Uses> blobs = new HashMap<>();

    /** The numbers of the records that name a blob, and of those that cannot be restored without it. */
    private record Uses(BitSet named, BitSet needed) {}

    /** A record cannot be restored without this blob. */
    public void need(long record, BlobRef blob) {
        mention(record, blob);
        uses(blob).needed().set(Math.toIntExact(record));
    }

    /** A record names this blob, for whatever. */
    public void mention(long record, BlobRef blob) {
        uses(blob).named().set(Math.toIntExact(record));
    }

    /** All of them, ordered by their keys. */
    public List<BlobRef> all() {
        return blobs.keySet().stream()
                .sorted(Comparator.comparing(BlobRef::key))
                .toList();
    }

    /** All of them by their keys; more than one under a key is no work of ours. */
    public Map<BlobKey, List<BlobRef>> byKey() {
        return blobs.keySet().stream().collect(Collectors.groupingBy(BlobRef::key));
    }

    /** Their keys. */
    public Set<BlobKey> keys() {
        return blobs.keySet().stream().map(BlobRef::key).collect(Collectors.toSet());
    }

    /** The numbers of the records that name a blob. */
    public BitSet naming(BlobRef blob) {
        return uses(blob).named();
    }

    /** The numbers of the records that cannot be restored without a blob. */
    public BitSet needing(BlobRef blob) {
        return uses(blob).needed();
    }

    private Uses uses(BlobRef blob) {
        return blobs.computeIfAbsent(blob, fresh -> new Uses(new BitSet(), new BitSet()));
    }
}
