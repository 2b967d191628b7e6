package io.repobackup.core.git;

import io.repobackup.core.git.pack.ExternalIds;
import io.repobackup.core.git.pack.IndexedPack;
import io.repobackup.core.refs.ObjectId;
import io.repobackup.core.refs.Ref;
import io.repobackup.core.refs.RepositoryRefs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of what was asked for. A pack that was asked for without haves must hold everything; one with haves leaves out,
 * by the protocol, only what the haves reach, which is here already.
 */
final class Delivery {

    private static final int NAMED = 20;

    private final PackRequest request;
    private final @Nullable IndexedPack pack;

    Delivery(PackRequest request, Optional<IndexedPack> pack) {
        this.request = request;
        this.pack = pack.orElse(null);
    }

    /** The refs whose objects are here now. */
    RepositoryRefs refs() {
        return request.haves().isEmpty() ? Tips.only(request.goal(), this::came) : request.goal();
    }

    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (request.haves().isEmpty()) {
            addRefs(missing);
            Optional.ofNullable(pack)
                    .map(IndexedPack::external)
                    .filter(ids -> ids.size() > 0)
                    .ifPresent(ids -> missing.add(gap(ids)));
        }
        return missing;
    }

    private void addRefs(List<String> missing) {
        List<Ref> absent =
                request.goal().refs().stream().filter(ref -> !came(ref.oid())).toList();
        absent.stream()
                .limit(NAMED)
                .forEach(ref -> missing.add(ref.name() + ": the host did not send its object " + ref.oid()));
        if (absent.size() > NAMED) {
            missing.add((absent.size() - NAMED) + " more refs: the host did not send their objects");
        }
        request.goal()
                .head()
                .oid()
                .filter(oid -> !came(oid))
                .ifPresent(oid -> missing.add("HEAD: the host did not send its object " + oid));
    }

    private boolean came(ObjectId oid) {
        return pack != null && pack.contains(oid);
    }

    private static String gap(ExternalIds ids) {
        return "history: the host did not send " + ids.size() + " objects that others name, such as " + ids.first(3);
    }
}
