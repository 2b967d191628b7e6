package io.repobackup.core.verify;

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
final class NamedBlobs {

    private final Map<BlobRef, Uses> blobs = new HashMap<>();

    /** The numbers of the records that name a blob, and of those that cannot be restored without it. */
    private record Uses(BitSet named, BitSet needed) {}

    /** A record cannot be restored without this blob. */
    void need(long record, BlobRef blob) {
        mention(record, blob);
        uses(blob).needed().set(Math.toIntExact(record));
    }

    /** A record names this blob, for whatever. */
    void mention(long record, BlobRef blob) {
        uses(blob).named().set(Math.toIntExact(record));
    }

    /** All of them, ordered by their keys. */
    List<BlobRef> all() {
        return blobs.keySet().stream()
                .sorted(Comparator.comparing(BlobRef::key))
                .toList();
    }

    Set<BlobKey> keys() {
        return blobs.keySet().stream().map(BlobRef::key).collect(Collectors.toSet());
    }

    BitSet naming(BlobRef blob) {
        return uses(blob).named();
    }

    BitSet needing(BlobRef blob) {
        return uses(blob).needed();
    }

    private Uses uses(BlobRef blob) {
        return blobs.computeIfAbsent(blob, fresh -> new Uses(new BitSet(), new BitSet()));
    }
}
