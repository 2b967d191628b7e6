package io.repobackup.core.vault.writing;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.core.vault.BlobRef;
import io.repobackup.core.vault.GitContent;
import io.repobackup.core.vault.PackEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a writer that lost a race does with the git content that it captured.
 *
 * <p><i>Immutable.</i>
 */
public sealed interface GitMerge {

    /** The other writer stored the same refs: there is nothing left to do, unless they are still pending. */
    record DoneByOther() implements GitMerge {}

    /**
     * Append this on the new head.
     *
     * @param content the own refs, with the packs of both
     */
    record Merged(GitContent content) implements GitMerge {}

    /**
     * What the own packs rely on is no longer there: capture again on the new head.
     *
     * @param vanished the bundles that the own packs rely on and that are gone
     */
    record CaptureAgain(Set<BlobKey> vanished) implements GitMerge {}

    /**
     * Decides.
     *
     * @param own what was captured: on top of the old head's packs, with those that were stored for it
     * @param reliedOn the packs of the old head when any have was sent; none for a capture in full
     * @param theirs what the new head holds
     * @param missing the blobs of the new head that the store does not have
     */
    static GitMerge of(GitContent own, List<PackEntry> reliedOn, GitContent theirs, Set<BlobKey> missing) {
        if (own.refs().equals(theirs.refs()) && missing.isEmpty()) {
            return new DoneByOther();
        }
        Set<BlobKey> listed = bundles(theirs.packs());
        Set<BlobKey> vanished = bundles(reliedOn);
        theirs.packs().stream()
                .filter(pack -> blobs(pack).noneMatch(missing::contains))
                .forEach(pack -> vanished.remove(pack.bundle().key()));
        if (!vanished.isEmpty()) {
            return new CaptureAgain(Set.copyOf(vanished));
        }
        List<PackEntry> packs = new ArrayList<>(theirs.packs());
        packs.removeIf(pack -> blobs(pack).anyMatch(missing::contains));
        own.packs().stream()
                .filter(pack -> !listed.contains(pack.bundle().key()))
                .forEach(packs::add);
        return new Merged(new GitContent(own.refs(), packs));
    }

    /**
     * Decides where the new head holds nothing of the part, or no record can be read at all: what is appended then
     * follows none, and may rely on no blob of an earlier record.
     *
     * @param own what was captured
     * @param reliedOn the packs of the old head when any have was sent; none for a capture in full
     */
    static GitMerge onNothing(GitContent own, List<PackEntry> reliedOn) {
        return reliedOn.isEmpty() ? new Merged(own) : new CaptureAgain(Set.copyOf(bundles(reliedOn)));
    }

    private static Stream<BlobKey> blobs(PackEntry pack) {
        return Stream.of(pack.bundle(), pack.index(), pack.external()).map(BlobRef::key);
    }

    private static Set<BlobKey> bundles(List<PackEntry> packs) {
        return packs.stream().map(pack -> pack.bundle().key()).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
