package io.repobackup.core.vault;

import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RefName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Refs between their list and their spelling in a record. <i>Thread-safe.</i> */
final class RefsCodec {

    private static final int LEAST_GAIN = 8;

    private final StateBlobs blobs;

    RefsCodec(StateBlobs blobs) {
        this.blobs = blobs;
    }

    List<Ref> load(StoredRefs stored) {
        Map<RefName, Ref> refs = base(stored);
        stored.unset().forEach(refs::remove);
        stored.set().forEach(ref -> refs.put(ref.name(), ref));
        return refs.values().stream()
                .map(ref -> new Ref(
                        ref.name(),
                        ref.oid(),
                        ref.peeled(),
                        Optional.ofNullable(stored.symbolic().get(ref.name()))))
                .toList();
    }

    StoredRefs store(List<Ref> refs, StoredRefs earlier) {
        List<Ref> direct = refs.stream().map(RefsCodec::direct).toList();
        Map<RefName, RefName> symbolic = new TreeMap<>();
        refs.forEach(ref -> ref.target().ifPresent(target -> symbolic.put(ref.name(), target)));
        StoredRefs inline = new StoredRefs(Optional.empty(), direct, Set.of(), symbolic);
        int size = size(inline);
        if (size <= StateBlobs.INLINE_LIMIT) {
            return inline;
        }
        StoredRefs difference = difference(direct, earlier, symbolic);
        if (difference.base().isPresent() && size(difference) <= Math.min(StateBlobs.INLINE_LIMIT, size / LEAST_GAIN)) {
            return difference;
        }
        BlobRef whole = blobs.write("refs.gz", RefsText.encode(direct));
        return new StoredRefs(Optional.of(whole), List.of(), Set.of(), symbolic);
    }

    private StoredRefs difference(List<Ref> refs, StoredRefs earlier, Map<RefName, RefName> symbolic) {
        Map<RefName, Ref> base = base(earlier);
        Set<RefName> unset = new HashSet<>(base.keySet());
        List<Ref> set = new ArrayList<>();
        for (Ref ref : refs) {
            unset.remove(ref.name());
            if (!ref.equals(base.get(ref.name()))) {
                set.add(ref);
            }
        }
        return new StoredRefs(earlier.base(), set, unset, symbolic);
    }

    private Map<RefName, Ref> base(StoredRefs stored) {
        Collection<Ref> refs =
                stored.base().map(blob -> blobs.read(blob, RefsText::decode)).orElse(List.of());
        Map<RefName, Ref> byName = new TreeMap<>();
        refs.forEach(ref -> byName.put(ref.name(), ref));
        return byName;
    }

    private static Ref direct(Ref ref) {
        return new Ref(ref.name(), ref.oid(), ref.peeled(), Optional.empty());
    }

    private static int size(StoredRefs refs) {
        return RefsJson.encode(refs).toBytes().length;
    }
}
