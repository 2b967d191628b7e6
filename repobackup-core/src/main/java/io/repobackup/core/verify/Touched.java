package io.repobackup.core.verify;

import io.repobackup.api.sink.BlobKey;
import io.repobackup.api.sink.StoredBlob;
import io.repobackup.api.sink.Versions.VersionedKey;
import io.repobackup.core.verify.Damage.Harmed;
import io.repobackup.core.verify.Damage.Kind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A key that somebody wrote or deleted after it was stored.
 *
 * @param versions what lies under it
 * @param difference how the newest version differs from the oldest, in words
 */
record Touched(VersionedKey versions, String difference) {

    private static final int NAMED = 3;

    BlobKey key() {
        return versions.key();
    }

    boolean isHidden() {
        return versions.hidden();
    }

    /** Whether, being a record, it takes a snapshot from who reads what is newest: its own, and behind a gap all that follow. */
    boolean takes(long record, long snapshot) {
        return snapshot == record || (isHidden() && snapshot > record);
    }

    /**
     * What a verification says of it. It harms no snapshot, since the oldest version is read.
     *
     * @param others the snapshots that a reader of the newest versions loses
     */
    Damage damage(List<Harmed> others) {
        return new Damage(
                isHidden() ? Kind.HIDDEN : Kind.OVERWRITTEN,
                key(),
                "one version, of " + versions.oldest().storedAt(),
                found() + lost(others),
                List.of());
    }

    private String found() {
        StoredBlob newest = versions.newest();
        String others = versions.versions() == 1
                ? ""
                : versions.versions() + " versions, the newest of " + newest.storedAt() + " with " + difference;
        String marker = isHidden() ? "a marker of deletion" : "";
        return marker + (marker.isEmpty() || others.isEmpty() ? "" : " over ") + others;
    }

    private static String lost(List<Harmed> others) {
        if (others.isEmpty()) {
            return "";
        }
        String more = others.size() > NAMED ? " and " + (others.size() - NAMED) + " more" : "";
        return "; who reads what is newest loses snapshot "
                + others.stream().limit(NAMED).map(Harmed::toString).collect(Collectors.joining(", ")) + more;
    }
}
